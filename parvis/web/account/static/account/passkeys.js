// Asks the browser for a passkey, between a form's button and its sending.
// The question comes from the site by POST, and the answer goes into the form's hidden field.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

/** The options as the browser wants them: bytes where the site wrote base64url. */
function opened(options) {
  const key = { ...options.publicKey, challenge: toBytes(options.publicKey.challenge) };
  if (key.user) key.user = { ...key.user, id: toBytes(key.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (key[list]) key[list] = key[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return { publicKey: key };
}

/** The browser's answer as JSON. */
function closed(credential) {
  const { response } = credential;
  const part = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) part[name] = toText(response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: part,
  });
}

async function ask(form) {
  const answer = await fetch(form.dataset.question, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
  });
  if (!answer.ok) throw new Error(`the site answered ${answer.status}`);
  const options = opened(await answer.json());
  return form.dataset.passkey === "create"
    ? navigator.credentials.create(options)
    : navigator.credentials.get(options);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  const problem = form.querySelector("[data-passkey-error]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    problem.hidden = true;
    const button = form.querySelector("button");
    button.setAttribute("aria-busy", "true");
    try {
      form.elements.credential.value = closed(await ask(form));
      form.submit();
    } catch {
      // Cancelled, timed out, or no such key: said in words, and another way is at hand.
      problem.textContent = form.dataset.failed;
      problem.hidden = false;
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}
