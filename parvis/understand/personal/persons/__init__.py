"""Who a text names: what a model sees, sifted, and what the words around a name say."""
