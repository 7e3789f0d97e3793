using Commissioning.Domain;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

public static class PageModelExtensions
{
    /// <summary>The same page with status 400 and everything typed still there. A refusal is added to the error summary.</summary>
    public static PageResult PageWithErrors(this PageModel page, Refusal? refusal = null)
    {
        if (refusal is not null)
            page.ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        page.Response.StatusCode = StatusCodes.Status400BadRequest;
        return page.Page();
    }

    /// <summary>Adds every refusal to the error summary; true when there was one.</summary>
    public static bool AnyErrors(this PageModel page, IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals)
            page.ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence);
        return !page.ModelState.IsValid;
    }

    /// <summary>Reads an amount as typed. Null when the box was left empty; null with this error when it cannot be read.</summary>
    public static Money? ReadMoney(this PageModel page, string? typed, string field, string sentence)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        if (Money.Parse(typed) is { } amount)
            return amount;
        page.ModelState.AddModelError(field, sentence);
        return null;
    }

    /// <summary>Puts another version in the form, so that saving again replaces what is there now.</summary>
    public static void RefreshVersion(this PageModel page, Action take)
    {
        page.ModelState.Remove("Form.Version");
        take();
    }

    /// <summary>A local return address, or another if it leads off this site (prevents open redirects).</summary>
    public static string LocalOr(this PageModel page, string? address, string otherwise) =>
        page.Url.IsLocalUrl(address) ? address! : otherwise;

    /// <summary>Redirects after a change, with a notice of what was done.</summary>
    public static RedirectResult Next(this PageModel page, string url, string? notice = null)
    {
        if (notice is not null)
            page.TempData["Notice"] = notice;
        return new RedirectResult(url);
    }

    /// <summary>A stored file as an attachment that browsers will not run.</summary>
    public static FileContentResult Attachment(this PageModel page, Platform.Files.StoredFile file)
    {
        page.Response.Headers.XContentTypeOptions = "nosniff";
        return new FileContentResult(file.Content, file.ContentType) { FileDownloadName = file.Name };
    }
}
