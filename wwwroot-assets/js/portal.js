// Every page works without this file; it only makes some controls easier to use.
import {
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";
import { amounts } from "./amounts.js";
import { autosave, forgetOnSignOut, settle } from "./autosave.js";
import { closes } from "./closes.js";
import { decide } from "./decide.js";
import { live } from "./live.js";
import { meeting } from "./meeting.js";
import { keepNumbers } from "./numbers.js";
import { passkey } from "./passkey.js";
import { digits, find, ownReasons, percent } from "./sheet.js";
import { shown } from "./shown.js";
import { ticked } from "./ticked.js";
import { trial } from "./trial.js";
import { check, upload } from "./upload.js";
import { words } from "./words.js";

function start() {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  [Button, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink, Tabs]
    .forEach((component) => createAll(component));
  keepNumbers(document.querySelectorAll("input[name=__FormNumber]"));
  settle();
  document.querySelectorAll("form[data-forget-drafts]").forEach(forgetOnSignOut);
  document.querySelectorAll("form[data-autosave]").forEach(autosave);
  document.querySelectorAll("[data-shown-if]").forEach(shown);
  document.querySelectorAll("form[data-amounts]").forEach(amounts);
  document.querySelectorAll("textarea[data-words]").forEach(words);
  document.querySelectorAll("form[data-digits]").forEach(digits);
  document.querySelectorAll("form[data-decide]").forEach(decide);
  document.querySelectorAll("form[data-percent]").forEach(percent);
  document.querySelectorAll("[data-own-reasons]").forEach(ownReasons);
  document.querySelectorAll("[data-closes]").forEach(closes);
  document.querySelectorAll("[data-live]").forEach(live);
  document.querySelectorAll("form[data-meeting]").forEach(meeting);
  document.querySelectorAll("form[data-trial]").forEach(trial);
  document.querySelectorAll("[data-find]").forEach(find);
  document.querySelectorAll("form[data-ticked]").forEach(ticked);
  document.querySelectorAll("form[data-passkey]").forEach(passkey);
  document.querySelectorAll("input[data-most-bytes]").forEach(check);
  document.querySelectorAll("form[data-upload]").forEach((form) => upload(form, start));
}

start();
