"""What a selection of contributions says, sentence by sentence, each one leading back to them."""
