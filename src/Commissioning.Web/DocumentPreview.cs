using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

/// <summary>A document to look at: pictures of its pages, or none.</summary>
public sealed record DocumentPreview(string Name, string Address, int Pages)
{
    /// <summary>What was asked for of a file that somebody may read: the file, a page's picture, or (null) the page with the pictures.</summary>
    public static async Task<(DocumentPreview?, IActionResult)> AnswerAsync(
        PageModel page,
        StoredFile file,
        PagePictures pictures,
        bool look,
        int? picture
    )
    {
        if (picture is { } number)
            return (
                null,
                await pictures.PageAsync(file, number) is { } shown
                    ? new FileContentResult(shown.Content, shown.ContentType)
                    : new NotFoundResult()
            );
        if (!look)
            return (null, page.Attachment(file));
        return (new(file.Name, page.Request.Path, await pictures.PagesAsync(file)), page.Page());
    }
}
