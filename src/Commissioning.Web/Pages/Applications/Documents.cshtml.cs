using System.Globalization;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications), EnableRateLimiting(RateLimits.Upload)]
public sealed class DocumentsModel(Db db, AddDocument add, RemoveDocument remove) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>One box per kind of document; only the submitted form's box is filled.</summary>
    [BindProperty]
    public IFormFile?[] Files { get; set; } = [];

    /// <summary>The documents that the new files replace.</summary>
    [BindProperty]
    public Guid?[] Instead { get; set; } = [];
    public ApplicationDocumentQueries.DocumentList View { get; private set; } = null!;

    public DocumentFields Fields =>
        new(
            Files,
            Instead,
            View.Kinds,
            View.Needed,
            View.Documents,
            Links.Applications.Documents(Id),
            document => Links.Applications.Document(Id, document)
        );

    public async Task OnGetAsync()
    {
        View = await db.ReadAsync(work => ApplicationDocumentQueries.GetAsync(work, User.Actor(), Id));
        Files = new IFormFile?[View.Kinds.Count];
        Instead = [.. Instead.Take(View.Kinds.Count), .. Enumerable.Repeat<Guid?>(null, Math.Max(0, View.Kinds.Count - Instead.Length))];
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] Guid kind)
    {
        await OnGetAsync();
        var place = View.Kinds.Select((one, i) => (one, i)).FirstOrDefault(pair => pair.one.Id == kind).i;
        var field = string.Create(CultureInfo.InvariantCulture, $"Files[{place}]");
        var replaced = Instead.ElementAtOrDefault(place);
        if (Request.Form.Files.Count == 0)
            return this.PageWithErrors(new("Choose a file first", field));
        // Each file is accepted or refused on its own, so one refusal does not lose the others.
        var added = new List<string>();
        foreach (var file in Request.Form.Files)
        {
            if (await this.ReadUploadAsync(file, field) is not { } upload)
                continue;
            var outcome = await add.RunAsync(User.Actor(), Id, kind, upload, field, added.Count == 0 ? replaced : null);
            if (outcome.IsDone)
                added.Add(upload.Name);
            else
                this.AnyErrors(outcome);
        }
        if (ModelState.IsValid)
            return this.Next(Links.Applications.Documents(Id), $"{string.Join(", ", added)} added");
        await OnGetAsync();
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid document)
    {
        var outcome = await remove.RunAsync(User.Actor(), Id, document);
        if (outcome.IsDone)
            return this.Next(Links.Applications.Documents(Id), "Document removed");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public static string HintOf(DocumentKind kind) =>
        string.Join(
            " ",
            new[]
            {
                kind.Hint,
                kind.Settings.Endings.Count > 0 ? $"Kinds of file: {string.Join(", ", kind.Settings.Endings)}." : null,
                kind.Settings.MostMegabytes is { } most ? $"Up to {most} MB." : null,
            }.Where(part => !string.IsNullOrEmpty(part))
        );

    public static string Size(long bytes) => bytes < 1048576 ? $"{Math.Max(1, bytes / 1024)} KB" : $"{bytes / 1048576.0:0.0} MB";
}
