"""Asking an endpoint that speaks the chat completions of OpenAI, such as those of vLLM, llama.cpp, Ollama or a cloud."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from treatykg.errors import EndpointError, OptionError

if TYPE_CHECKING:
    from openai import OpenAI

KEY: Final = "OPENAI_API_KEY"
URL: Final = "OPENAI_BASE_URL"
_RETRIES: Final = 1
_NO_KEY: Final = "none"  # a server of one's own asks for no key, but the client insists on sending one


@dataclass(frozen=True, slots=True)
class EndpointOptions:
    """Which model to ask and where. `url` is None for that of OpenAI; `timeout` is in seconds, for each of two attempts."""

    model: str
    url: str | None = None
    timeout: float = 60.0
    key: str = field(default=_NO_KEY, repr=False)


def read_options(
    *, model: str | None, url: str | None, timeout: float = 60.0, environment: Mapping[str, str] = os.environ
) -> EndpointOptions:
    """The options, completed from the environment; the key comes from nowhere else.

    :raises OptionError: if no model is named, or neither a key nor an endpoint is given
    """
    if not model:
        raise OptionError("--extractor llm: which model? name it with --llm-model")
    url = url or environment.get(URL) or None
    key = environment.get(KEY) or (_NO_KEY if url else None)
    if key is None:
        raise OptionError(f"--extractor llm: set {KEY} in the environment, or name an endpoint with --llm-url or {URL}")
    return EndpointOptions(model, url, timeout, key)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a question: the words of the answer, or what hindered it."""

    text: str = ""
    problem: str | None = None


class Endpoint:
    """An endpoint of a language model. Nothing is sent before `ask`.

    :raises OptionError: if the client is not installed, or takes the address for none
    """

    def __init__(self, options: EndpointOptions) -> None:
        self._options = options
        self._client = _client(options)
        self._reached = False

    def ask(self, messages: Mapping[str, str], schema: dict[str, Any], *, plain: str) -> Reply:
        """The reply to messages (by role) that is to follow a JSON schema; `plain` says the same in words, where schemas are refused.

        :raises EndpointError: if the endpoint cannot be reached or refuses to serve us, and has never been reached before
        """
        import openai

        try:
            answer = self._create(messages, schema, plain)
        except openai.APITimeoutError:
            self._reached = True
            return Reply(problem=f"no answer within {self._options.timeout:g} seconds, {_RETRIES + 1} times")
        except openai.OpenAIError as error:
            if not self._reached:
                raise EndpointError(f"{self._client.base_url}: cannot be asked: {_told(error)}") from error
            return Reply(problem=f"could not be asked: {_told(error)}")
        except ValueError as error:  # the client does not wrap what json says of a broken body
            answer = error
        self._reached = True
        return _read(answer)

    def _create(self, messages: Mapping[str, str], schema: dict[str, Any], plain: str) -> object:
        import openai

        try:
            return self._client.chat.completions.create(
                model=self._options.model,
                messages=[_message(role, text) for role, text in messages.items()],
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "facts", "schema": schema, "strict": True},
                },
                temperature=0,
            )
        except (
            openai.BadRequestError,
            openai.UnprocessableEntityError,
        ):  # not every server takes schemas, not every model 0
            words = {**messages, "system": messages["system"] + plain}
            return self._client.chat.completions.create(
                model=self._options.model, messages=[_message(role, text) for role, text in words.items()]
            )


def _message(role: str, text: str) -> Any:  # the client's own type is a union of dictionaries by role
    return {"role": role, "content": text}


def _client(options: EndpointOptions) -> OpenAI:
    try:
        from openai import OpenAI
    except ImportError as error:
        raise OptionError("--extractor llm: the client is missing: run: pip install 'treatykg[llm]'") from error
    if options.url is not None and not options.url.startswith(("http://", "https://")):
        raise OptionError(f"--llm-url {options.url}: not an address: give one such as http://127.0.0.1:8000/v1")
    return OpenAI(api_key=options.key, base_url=options.url, timeout=options.timeout, max_retries=_RETRIES)


def _read(answer: object) -> Reply:
    """The words of a completion; what is not a complete one has a problem."""
    from openai.types.chat import ChatCompletion

    choices = answer.choices if isinstance(answer, ChatCompletion) else None
    if not choices or choices[0].message is None:
        return Reply(problem="the endpoint's answer is not a chat completion")
    choice = choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        return Reply(problem=f"the model refused: {choice.message.refusal or 'content filter'}")
    if choice.finish_reason == "length":
        return Reply(problem="the answer was cut off at its greatest length")
    text = (choice.message.content or "").strip()
    return Reply(text) if text else Reply(problem="the answer is empty")


def _told(error: Exception) -> str:
    """What an error of the client says, with what caused it, in one line."""
    cause = f" ({error.__cause__})" if error.__cause__ is not None and str(error.__cause__) else ""
    return " ".join(f"{error}{cause}".split())[:300]
