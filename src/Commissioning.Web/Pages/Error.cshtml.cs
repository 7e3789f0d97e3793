using System.Globalization;
using Commissioning.Features.Accounts;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;
using Commissioning.Platform.Files;
using Commissioning.Platform.Watching;
using Commissioning.Web.Watching;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages;

/// <summary>The page shown after a failure: what happened and what to do next, without technical details.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken] // A failed form post is re-executed here as a post, without its antiforgery token.
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel(Alerts alerts) : PageModel
{
    public sealed record ErrorText(string Title, params string[] WhatToDo);

    /// <summary>From the address alone: the form that was sent may be what failed.</summary>
    public int Code { get; private set; }

    /// <summary>What is missing or unavailable, as a sentence.</summary>
    public string? Unavailable { get; private set; }

    public ErrorText Message =>
        Code switch
        {
            400 when TooLong => new(
                "Something you typed is too long",
                "One of the texts is longer than the portal can keep, so nothing was saved.",
                "Go back, shorten the longest text and try again."
            ),
            400 => new(
                "The page could not use what was sent",
                "The page may have been open for too long, or its address may be incomplete.",
                "Go back, load the page again and try once more. Text you typed may still be there when you go back."
            ),
            403 => new(
                "You do not have permission to see this page",
                "Your account is working, but this page is for another role.",
                "If you need it for your work, ask an administrator of the portal to change your roles."
            ),
            409 => new(
                "Someone else changed this first",
                "We did not save your change, so that theirs is not lost.",
                "Go back, copy what you typed, load the page again and make your change to the newest version."
            ),
            413 => new(
                "What you sent is too large",
                $"{(LargeForms.SizeOf(HttpContext) is { } size ? $"It is {Megabytes(size)}. " : "")}The limit is {Megabytes(UploadLimit.FileBytes)} for a file, and {Megabytes(UploadLimit.RequestBytes)} for everything on the page together.",
                "Nothing was uploaded and nothing else on the page was changed. Choose a smaller file, or fewer at once, or save a scan or photo at a lower quality."
            ),
            423 => new("You cannot download this file", Unavailable ?? "It is waiting for the virus scanner, or did not pass it."),
            429 => new(
                "Too many attempts in a short time",
                "To keep accounts safe, the portal limits how often this can be done.",
                "Wait a minute, then try again."
            ),
            500 => new(
                "Sorry, something went wrong",
                "The problem has been recorded. If you were saving something, check whether it was saved before you try again.",
                "Try again in a few minutes."
            ),
            503 or 507 when NotSaved is { } trouble && Typed.Count > 0 => new(
                "The portal cannot save or read at the moment",
                trouble,
                HasFile
                    ? "What you typed is still here, but not the file. Go back, and send it with the file in a few minutes."
                    : "What you typed is still here. Wait a few minutes, then send it again.",
                "The people who run the portal have been told."
            ),
            503 or 507 when NotSaved is { } trouble => new(
                "The portal cannot save or read at the moment",
                trouble,
                "Go back: what you typed is probably still on the page. Copy it somewhere safe, wait a few minutes, and send it again.",
                "The people who run the portal have been told."
            ),
            503 when Unavailable is { } missing => new(
                "This part of the portal is not available",
                "You can still read the letter or paper as a page.",
                missing
            ),
            503 or 507 => new(
                "This part of the portal is not available",
                "The rest of the portal is working and nothing has been lost.",
                "Try again in a few minutes."
            ),
            _ => new(
                "Page not found",
                "If you typed the address, check it is correct. If you pasted it, check you copied all of it.",
                "If you followed a link in the portal, the page may have been removed, or it may belong to another organisation or another role."
            ),
        };

    /// <summary>The reference that finds the request in the log.</summary>
    public string? Reference => RequestLog.Correlation;

    /// <summary>What is wrong with the database, for the user of the page.</summary>
    public string? NotSaved { get; private set; }

    /// <summary>What was sent and not saved, to be sent again; empty when nothing was, or when it may not be shown.</summary>
    public IReadOnlyList<SavedForms.Field> Typed { get; private set; } = [];

    /// <summary>Texts that a person may want to copy.</summary>
    public IEnumerable<SavedForms.Field> Texts =>
        Typed.Where(one =>
            one.Value.Length > 0
            && !one.Name.StartsWith("__", StringComparison.Ordinal)
            && one.Value.Contains(' ', StringComparison.Ordinal)
        );

    /// <summary>A file was sent too, which a page cannot hold.</summary>
    public bool HasFile { get; private set; }

    /// <summary>The address to which the form was sent.</summary>
    public string? Target { get; private set; }

    /// <summary>A column was too short for a text; the page should have refused it.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The page whose form was too large.</summary>
    public string? Back =>
        Code == 413 && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } from
            ? from.OriginalPathBase + from.OriginalPath
            : null;

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MB");

    public Task OnGetAsync() => KeepStatusAsync();

    public Task OnPostAsync() => KeepStatusAsync();

    private async Task KeepStatusAsync()
    {
        ModelState.Clear();
        Code = int.TryParse(RouteData.Values["code"] as string, out var code) ? code : 0;
        // Every exception arrives here as 500; the status chosen by its handler tells which kind it was.
        if (Code == 500 && Response.StatusCode >= 400)
            Code = Response.StatusCode;
        var failure = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        TooLong = failure is not null && Dialect.IsTooLong(failure);
        NotSaved = DatabaseErrors.OnAPage(failure);
        if (NotSaved is not null)
        {
            await alerts.RaiseAsync(AlertKind.Database, DatabaseErrors.ForTheOperator(failure!));
            await KeepTypedAsync();
        }
        Unavailable = failure is { } error and (PdfUnavailableException or FileQuarantinedException or UnreadableFileException)
            ? error.Message
            : null;
        if (Response.StatusCode == StatusCodes.Status200OK)
            Response.StatusCode = Code is >= 400 and <= 599 ? Code : StatusCodes.Status404NotFound;
    }

    /// <summary>Nothing can be stored, so the page itself holds what was typed.</summary>
    private async Task KeepTypedAsync()
    {
        if (!HttpMethods.IsPost(Request.Method) || !Request.HasFormContentType)
            return;
        var form = await Request.ReadFormAsync();
        // A password is not written into a page.
        if (form.Keys.Any(name => name.Contains("Password", StringComparison.OrdinalIgnoreCase)))
            return;
        Target = HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path + Request.QueryString;
        HasFile = form.Files.Count > 0;
        Typed = form.SelectMany(pair => pair.Value.Select(value => new SavedForms.Field(pair.Key, value ?? ""))).ToList();
    }
}
