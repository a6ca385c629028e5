"""What was decided about somebody's request goes with the request."""

from parvis.people.forgetting import BY_SERVICE, PUBLIC_TASK, Store

STORES = (
    Store(
        "attention_decision",
        ("rule", "digest", "choice", "note"),
        "what an agent of a closed department decided on a signal about a request, with a note",
        "look after requests that wait too long, and say who decided what",
        PUBLIC_TASK,
        BY_SERVICE,
        "parvis.act.attention.operations:forget_report",
    ),
)
