"""What a shop's answer to a press means: that it was done, or that something is wrong."""

from __future__ import annotations

from casetrust_audit.text.phrases import phrases


def tells_wrong(notice: str, text: str) -> bool:
    """Whether an answer says that something is wrong. `notice` is TextBlock.notice, `text` its words.

    What only calls for attention ("alert") is wrong unless its words say that something was done: shops announce both
    alike. A quiet notice is wrong where its words refuse and do not also say that it was done."""
    if notice == "error":
        return True
    done = phrases("accepted").any(text)
    return not done if notice == "alert" else notice == "notice" and not done and phrases("refused").any(text)
