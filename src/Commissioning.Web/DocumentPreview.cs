using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web;

/// <summary>A document shown as pictures of its pages; zero pages when it cannot be rendered.</summary>
public sealed record DocumentPreview(string Name, string Address, int Pages)
{
    // Twice what is shown, for screens with fine dots.
    private const int Thumbnail = 120;
    private const int Picture = 1100;

    /// <summary>Answers a request for a file the person may read: the file itself, one page's picture, or the page that shows the
    /// pictures.</summary>
    public static async Task<(DocumentPreview?, IActionResult)> AnswerAsync(
        PageModel page,
        StoredFile file,
        PagePictures pictures,
        bool look,
        int? picture,
        bool small = false
    )
    {
        if (picture is { } number)
            return (
                null,
                await pictures.PageAsync(page.User.Actor().Id, file, number, small ? Thumbnail : Picture) is { } shown
                    ? new FileContentResult(shown.Content, shown.ContentType)
                    : new NotFoundResult()
            );
        if (!look)
            return (null, page.Attachment(file));
        return (new(file.Name, page.Request.Path, await pictures.PagesAsync(page.User.Actor().Id, file)), page.Page());
    }
}
