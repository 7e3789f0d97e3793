// Files from a phone: checked before they are sent, photographs made smaller, and sent with progress. The limits and sentences are the
// server's, in the attributes of the box; the server checks again.
const LONGEST = 2000;
const QUALITY = 0.85;

const endingOf = (name) => name.match(/\.[^.]+$/)?.[0].toLowerCase() ?? "";
const megabytes = (bytes) => (bytes / 1048576).toFixed(1);
const element = (name, className, text = "") => Object.assign(document.createElement(name), { className, textContent: text });

/** The photograph upright, at most 2,000 pixels long and without what the camera stored with it, such as the place; or the same file. */
async function smaller(file, endings) {
  const ending = endingOf(file.name);
  if (!endings.includes(".jpg") || ![".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif"].includes(ending)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const isAccepted = [".jpg", ".jpeg", ".png"].includes(ending);
    if (scale === 1 && isAccepted) return file;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // JPEG has no transparency.
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const jpeg = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
    if (!jpeg || (isAccepted && jpeg.size >= file.size)) return file;
    return new File([jpeg], file.name.slice(0, file.name.length - ending.length) + ".jpg", { type: "image/jpeg" });
  } catch {
    return file; // This browser cannot read it; the server says what is wrong.
  }
}

/** Null when the server would accept the file by its name and size; otherwise the server's sentence. */
function whyNot(file, box, endings) {
  const say = (sentence) => sentence.replace("{name}", file.name).replace("{size}", megabytes(file.size));
  if (!endings.includes(endingOf(file.name))) return say(box.dataset.wrongKind);
  return file.size > Number(box.dataset.mostBytes) ? say(box.dataset.tooLarge) : null;
}

function showErrors(box, sentences) {
  const group = box.closest(".govuk-form-group");
  const id = `${box.id}-error`;
  document.getElementById(id)?.remove();
  group.classList.toggle("govuk-form-group--error", sentences.length > 0);
  box.classList.toggle("govuk-file-upload--error", sentences.length > 0);
  const others = (box.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  if (sentences.length === 0) {
    box.removeAttribute("aria-invalid");
  } else {
    const error = element("p", "govuk-error-message");
    error.id = id;
    error.setAttribute("role", "alert");
    error.append(element("span", "govuk-visually-hidden", "Error:"), ...sentences.flatMap((one, i) => (i ? [document.createElement("br"), one] : [" ", one])));
    box.before(error);
    box.setAttribute("aria-invalid", "true");
    others.push(id);
  }
  if (others.length) box.setAttribute("aria-describedby", others.join(" "));
  else box.removeAttribute("aria-describedby");
}

function put(box, files) {
  const chosen = new DataTransfer();
  files.forEach((file) => chosen.items.add(file));
  box.files = chosen.files;
}

/** On a phone the camera comes first. The box stays: it is what is sent. */
function addCamera(box) {
  const camera = Object.assign(element("input", ""), { type: "file", accept: "image/*", hidden: true });
  camera.setAttribute("capture", "environment");
  const button = Object.assign(element("button", "govuk-button govuk-button--secondary app-camera", "Take a photo"), { type: "button" });
  button.addEventListener("click", () => camera.click());
  camera.addEventListener("change", () => {
    put(box, [...(box.multiple ? box.files : []), ...camera.files]);
    camera.value = "";
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.before(button, camera);
}

/** Checks what is chosen in a box at once, beside the box. */
export function check(box) {
  const endings = box.accept.split(",");
  const done = element("p", "govuk-body-s");
  done.setAttribute("role", "status");
  box.after(done);
  if (window.matchMedia("(pointer: coarse)").matches && endings.includes(".jpg")) addCamera(box);
  let pending = null;
  async function take() {
    const said = [];
    const refused = [];
    const kept = [];
    for (const file of [...box.files]) {
      const made = await smaller(file, endings);
      const wrong = whyNot(made, box, endings);
      if (wrong) refused.push(wrong);
      else kept.push(made);
      if (!wrong && made !== file) said.push(`${file.name}: ${megabytes(file.size)} MB made ${megabytes(made.size)} MB.`);
    }
    put(box, kept);
    showErrors(box, refused);
    done.textContent = said.join(" ");
  }
  box.addEventListener("change", () => {
    const mine = take().finally(() => { if (pending === mine) pending = null; });
    pending = mine;
  });
  box.form.addEventListener("submit", (event) => {
    // Nothing is left to send, and the reason is still beside the box.
    if (!pending && box.hasAttribute("aria-invalid") && box.files.length === 0) {
      event.preventDefault();
      event.stopImmediatePropagation();
      box.focus();
      return;
    }
    if (!pending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    pending.then(() => { if (!box.hasAttribute("aria-invalid")) box.form.requestSubmit(submitter); });
  });
}

/** Sends the files with progress. The response is the page that the server would have shown anyway. */
export function upload(form, start) {
  const original = form.querySelector("button.govuk-button:not([type=button])");
  // A copy has no listener against double clicks, which would swallow a quick "Try again"; it is disabled while a file is sent.
  const button = original.cloneNode(true);
  original.replaceWith(button);
  const status = element("p", "govuk-body");
  status.setAttribute("role", "status");
  button.before(status);
  form.addEventListener("submit", (event) => {
    const names = [...form.querySelectorAll("input[type=file]")].flatMap((box) => [...box.files]).map((file) => file.name).join(", ");
    if (!names) return;
    event.preventDefault();
    const bar = Object.assign(document.createElement("progress"), { className: "app-progress", max: 100, value: 0 });
    bar.setAttribute("aria-label", "Uploaded");
    const cancel = Object.assign(element("button", "app-link-button", "Cancel"), { type: "button" });
    const request = new XMLHttpRequest();
    const stop = (words, label) => {
      bar.remove();
      cancel.remove();
      status.textContent = words;
      button.disabled = false;
      if (label) button.textContent = label;
    };
    cancel.addEventListener("click", () => request.abort());
    status.textContent = `Uploading ${names}`;
    status.after(bar, " ", cancel);
    button.disabled = true;
    request.open("POST", form.action);
    request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = (100 * loaded) / total; });
    request.upload.addEventListener("load", () => { status.textContent = "Uploaded. Checking the file…"; });
    request.addEventListener("load", () => {
      history.replaceState(null, "", request.responseURL);
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      document.title = page.title;
      document.body.replaceWith(page.body);
      start();
    });
    request.addEventListener("abort", () => stop(`Stopped: ${names} was not uploaded.`));
    request.addEventListener("error", () => stop(`The connection broke, so ${names} was not uploaded. It is still chosen here.`, "Try again"));
    request.send(new FormData(form));
  });
}
