using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Documents;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

public static class PageModelExtensions
{
    /// <summary>The same page with status 400 and everything typed still there.</summary>
    public static PageResult PageWithErrors(this PageModel page)
    {
        page.Response.StatusCode = StatusCodes.Status400BadRequest;
        return page.Page();
    }

    /// <summary>As <see cref="PageWithErrors(PageModel)"/>, with the refusal in the error summary and at its box.</summary>
    public static PageResult PageWithErrors(this PageModel page, Refusal refusal, string? form = null)
    {
        page.AnyErrors([refusal], form);
        return page.PageWithErrors();
    }

    /// <inheritdoc cref="PageWithErrors(PageModel, Refusal, string?)"/>
    public static PageResult PageWithErrors(this PageModel page, Result result, string? form = null)
    {
        page.AnyErrors(result.Refusals, form);
        return page.PageWithErrors();
    }

    /// <inheritdoc cref="PageWithErrors(PageModel, Refusal, string?)"/>
    public static PageResult PageWithErrors<T>(this PageModel page, Result<T> result, string? form = null)
    {
        page.AnyErrors(result.Refusals, form);
        return page.PageWithErrors();
    }

    /// <summary>Adds every refusal to the error summary; true when there was one.</summary>
    public static bool AnyErrors(this PageModel page, Result result, string? form = null) => page.AnyErrors(result.Refusals, form);

    /// <inheritdoc cref="AnyErrors(PageModel, Result, string?)"/>
    public static bool AnyErrors(this PageModel page, IEnumerable<Refusal> refusals, string? form = null)
    {
        foreach (var refusal in refusals)
            page.AddError(refusal.Field, refusal.Sentence, form);
        return !page.ModelState.IsValid;
    }

    /// <summary>Reads an amount as typed. Null when the box was left empty; null with this error when it cannot be read,
    /// and with the amount that was probably meant.</summary>
    public static Money? ReadMoney(this PageModel page, string? typed, string field, string sentence)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (Money.Parse(typed) is { } amount)
            return amount;
        page.AddError(field, Money.WhyNot(typed, sentence));
        return null;
    }

    /// <summary>Reads a day and a time of the UK (as UTC). Null when the day was left empty; null with its error when it cannot be
    /// read.</summary>
    public static DateTime? Instant(this PageModel page, DateParts day, string? time, string field, string timeField, string name)
    {
        if (day.IsBlank)
            return null;
        if (day.WhyNotADate(name) is { } wrong)
        {
            page.AddError(field, wrong);
            return null;
        }
        if (TimeOnly.TryParseExact(time?.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return LondonTime.ToUtc(day.ToDate()!.Value, at);
        page.AddError(timeField, "Enter a time on the 24-hour clock, for example 17:00");
        return null;
    }

    /// <summary>The document that a new file replaces, from the form of one kind of document.</summary>
    public static Guid? ReadInstead(this PageModel page, int place) =>
        page.Request.HasFormContentType && Guid.TryParse(page.Request.Form[Refusal.At("Instead", place)], out var id) ? id : null;

    /// <summary>Reads a chosen file. Null when none was chosen; null with its error when it is refused.</summary>
    public static async Task<Upload?> ReadUploadAsync(this PageModel page, IFormFile? file, string field)
    {
        if (file is null)
            return null;
        // A file that is too large is not read into memory first.
        Result<Upload> read = UploadRules.WhyTooLarge(Path.GetFileName(file.FileName), file.Length, field) is { } large
            ? large
            : await page
                .HttpContext.RequestServices.GetRequiredService<UploadReader>()
                .ReadAsync(
                    page.User.Identity?.IsAuthenticated == true ? page.User.Actor().Id : Guid.Empty,
                    file.FileName,
                    await file.ReadBytesAsync(),
                    field
                );
        page.AnyErrors(read.Refusals);
        return read.Value;
    }

    public static async Task<byte[]> ReadBytesAsync(this IFormFile file)
    {
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content);
        return content.ToArray();
    }

    /// <summary>A sentence at a box of the page, in the words of <see cref="Refusal.Field"/>; without one in the error summary
    /// only.</summary>
    public static void AddError(this PageModel page, string? field, string sentence, string? form = null) =>
        page.ModelState.AddModelError(string.IsNullOrEmpty(field) ? "" : FormBoxes.KeyOf(page, field, form), sentence);

    /// <summary>Puts another version in the form, so that saving again replaces what is there now.</summary>
    public static void RefreshVersion(this PageModel page, Action take)
    {
        page.ModelState.Remove(FormBoxes.KeyOf(page, "Version", null));
        take();
    }

    /// <summary>A local return address, or another if it leads off this site (prevents open redirects).</summary>
    public static string LocalOr(this PageModel page, string? address, string otherwise) =>
        page.Url.IsLocalUrl(address) ? address! : otherwise;

    /// <summary>Tells the browser, with the page that it shows next, that the form sent to this address is saved: it need no longer keep
    /// the form's text on the device.</summary>
    public static void MarkSaved(this PageModel page)
    {
        var request = page.Request;
        var query = request.Query.Where(pair => pair.Key != "handler").Select(pair => $"{pair.Key}={pair.Value}");
        page.TempData["Saved"] = string.Join('&', query.Prepend(request.Path.Value));
    }

    /// <summary>The answer to a background save: when it was saved, or why not.</summary>
    /// <param name="version">The version that is saved now.</param>
    /// <param name="understood">By the name of a box: how something typed that is not plain was read.</param>
    /// <param name="left">Why some of it is not saved and stays on the device; empty: all is saved.</param>
    public static JsonResult Autosaved(
        this PageModel page,
        Result outcome,
        int version,
        DateTime now,
        IReadOnlyDictionary<string, string>? understood = null,
        IReadOnlyList<string>? left = null
    ) =>
        outcome.IsDone
            ? new(
                new
                {
                    version,
                    understood,
                    partly = left is { Count: > 0 },
                    message = left is { Count: > 0 }
                        ? $"{SavedAt(now, now)}, but not all of it. {string.Join(". ", left)}. Until then it is only on this device."
                        : SavedAt(now, now),
                }
            )
            : new(new { message = outcome.FirstRefusal!.Sentence });

    /// <summary>Such as "Saved 5:09pm".</summary>
    public static string SavedAt(DateTime at, DateTime now) =>
        LondonTime.DateOf(at) == LondonTime.DateOf(now) ? $"Saved {LondonTime.Time(at)}" : $"Saved {LondonTime.DateAndTime(at)}";

    /// <summary>Redirects after a change, with a notice of what was done.</summary>
    public static RedirectResult Next(this PageModel page, string url, string? notice = null)
    {
        if (HttpMethods.IsPost(page.Request.Method))
            page.MarkSaved();
        if (notice is not null)
            page.TempData["Notice"] = notice;
        return new RedirectResult(url);
    }

    // The notice travels in a cookie, which has its limit.
    private const int MostNamed = 20;

    /// <summary>Redirects after something was done with several things, and says what was done and why some were refused.</summary>
    public static RedirectResult Next(this PageModel page, string url, string? notice, IReadOnlyList<string> refused)
    {
        if (refused.Count > 0)
            page.TempData["Refused"] = refused
                .Take(MostNamed)
                .Append(refused.Count > MostNamed ? $"and {refused.Count - MostNamed} more" : null)
                .OfType<string>()
                .ToArray();
        return page.Next(url, notice);
    }

    /// <summary>A stored file as an attachment that browsers will not run.</summary>
    public static FileContentResult Attachment(this PageModel page, Platform.Files.StoredFile file)
    {
        page.Response.Headers.XContentTypeOptions = "nosniff";
        return new FileContentResult(file.Content, file.ContentType) { FileDownloadName = file.Name };
    }
}
