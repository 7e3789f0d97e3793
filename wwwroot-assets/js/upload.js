// Shows upload progress. The response is the page that the server would have shown anyway.
export function upload(form, start) {
  form.addEventListener("submit", (event) => {
    const names = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]).map((file) => file.name);
    if (names.length === 0) return;
    event.preventDefault();
    const status = form.querySelector("[data-upload-status]");
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    bar.setAttribute("aria-label", "Uploaded");
    const text = document.createElement("span");
    status.replaceChildren(bar, " ", text);
    const say = (words) => { if (text.textContent !== words) text.textContent = words; };
    say(`Uploading ${names.join(", ")}`);
    const button = form.querySelector("button");
    button.disabled = true;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = (100 * loaded) / total; });
    request.upload.addEventListener("load", () => say("Uploaded. Checking the file…"));
    request.addEventListener("load", () => {
      history.replaceState(null, "", request.responseURL);
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      document.title = page.title;
      document.body.replaceWith(page.body);
      start();
    });
    request.addEventListener("error", () => {
      bar.remove();
      say("Not uploaded: there is no connection. Nothing else is lost. Try again.");
      button.disabled = false;
    });
    request.send(new FormData(form));
  });
}
