using System.Diagnostics;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages;

/// <summary>What is shown in place of a page that could not be: what happened and what to do next, and nothing about the machine.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken] // a failed form post is run again here as a post, without its token
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    public sealed record Words(string Title, params string[] WhatToDo);

    [BindProperty(SupportsGet = true, Name = "code")]
    public int Code { get; set; }

    /// <summary>What is missing or in the way, in a sentence of its own.</summary>
    public string? Unavailable { get; private set; }

    public Words Message => Code switch
    {
        400 => new("The page could not use what was sent", "The page may have been open for too long, or its address may be incomplete.", "Go back, load the page again and try once more. Text you typed may still be there when you go back."),
        403 => new("You do not have permission to see this page", "Your account is working, but this page is for another role.", "If you need it for your work, ask an administrator of the portal to change your roles."),
        409 => new("Somebody else changed this first", "Your change was not saved, so that theirs is not lost.", "Go back, copy what you typed, load the page again and make your change to the newest version."),
        413 => new("The file is too large", "Nothing was uploaded and nothing else on the page was changed.", "Go back and choose a smaller file, or save a scan or photo at a lower quality. The page says how large a file may be."),
        423 => new("This file is not given out", Unavailable ?? "It waits for the virus scanner, or did not pass it."),
        429 => new("Too many tries in a short time", "To keep accounts safe, the portal limits how often this can be done.", "Wait a minute, then try again."),
        500 => new("Sorry, something went wrong", "The problem has been recorded. If you were saving something, check whether it was saved before you try again.", "Try again in a few minutes."),
        503 when Unavailable is { } missing => new("This part of the portal is not available", "The letter or paper is still there to be read as a page.", missing),
        503 or 507 => new("This part of the portal is not available", "The rest of the portal is working and nothing has been lost.", "Try again in a few minutes."),
        _ => new("Page not found", "If you typed the address, check it is correct. If you pasted it, check you copied all of it.", "If you followed a link in the portal, the page may have been removed, or it may belong to another organisation or another role."),
    };

    /// <summary>Finds the failure in the log. Only a failure of the portal itself has one.</summary>
    public string? Reference => Code == 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;

    public void OnGet() => KeepStatus();
    public void OnPost() => KeepStatus();

    private void KeepStatus()
    {
        ModelState.Clear();
        // Every exception comes here as 500; what kind it was is in the status that its handler chose.
        if (Code == 500 && Response.StatusCode > 400) Code = Response.StatusCode;
        Unavailable = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error is { } error and (PdfUnavailableException or FileHeldException) ? error.Message : null;
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = Code is >= 400 and <= 599 ? Code : StatusCodes.Status404NotFound;
    }
}
