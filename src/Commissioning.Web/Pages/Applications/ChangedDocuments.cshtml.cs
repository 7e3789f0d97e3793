using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Commissioning.Web.Pages.Applications;

/// <summary>Documents, asked for again. A file is kept apart until the changes are sent.</summary>
[Requires(Permission.WriteApplications), EnableRateLimiting(RateLimits.Upload)]
public sealed class ChangedDocumentsModel(
    ChangedParts parts,
    SaveChangedPart save,
    AddChangedDocument add,
    RemoveChangedDocument remove,
    ClamdOptions clamd,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>One box per kind of document; only the submitted form's box is filled.</summary>
    [BindProperty]
    public IFormFile?[] Files { get; set; } = [];

    /// <summary>The documents that the new files replace.</summary>
    public Guid?[] Instead { get; set; } = [];

    [BindProperty]
    public int Version { get; set; }
    public ChangedParts.AskedPart View { get; private set; } = null!;

    public DocumentFields Fields =>
        new(
            Files,
            Instead,
            View.Request.Kinds,
            View.Request.Kinds.Where(kind => DocumentRules.IsNeeded(kind, View.Changed.Answers, View.Changed.Kind))
                .Select(kind => kind.Id)
                .ToHashSet(),
            View.Changed.Documents.Select(document => new ApplicationDocumentQueries.Document
                {
                    Id = document.Id,
                    DocumentKindId = document.DocumentKindId,
                    Name = document.Name,
                    ByteLength = document.ByteLength,
                    ScanState = document.ScanState,
                })
                .ToList(),
            Links.Applications.ChangedPart(Id, RequestedPart.Documents),
            document => Links.Applications.Document(Id, document),
            clamd.IsConfigured
        )
        {
            Questions = View.Changed.Setup.Questions,
        };

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        return View.Request.WhyCannotAnswer(clock.UtcNow()) is null ? Page() : this.Next(Links.Applications.Changes(Id));
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] Guid kind)
    {
        await LoadAsync();
        var place = View.Request.Kinds.Select((one, i) => (one, i)).FirstOrDefault(pair => pair.one.Id == kind).i;
        var field = Refusal.At(nameof(Files), place);
        var replaced = Instead.ElementAtOrDefault(place);
        if (Request.Form.Files.Count == 0)
            return this.PageWithErrors(new Refusal("Choose a file first", field));
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
            return this.Next(
                Links.Applications.ChangedPart(Id, RequestedPart.Documents),
                $"{string.Join(", ", added)} added, and not sent yet"
            );
        await LoadAsync();
        return this.PageWithErrors();
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid document)
    {
        var outcome = await remove.RunAsync(User.Actor(), Id, document);
        if (outcome.IsDone)
            return this.Next(Links.Applications.ChangedPart(Id, RequestedPart.Documents), "Document removed, and not sent yet");
        await LoadAsync();
        return this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostDoneAsync()
    {
        await LoadAsync();
        if (View.Changed.WhyWrong(RequestedPart.Documents, View.Request.Kinds) is [var gap, ..])
            return this.PageWithErrors(gap);
        var outcome = await save.RunAsync(User.Actor(), Id, RequestedPart.Documents, Version, content: null);
        return outcome.IsDone
            ? this.Next(Links.Applications.Changes(Id), "The documents are saved, and not sent yet")
            : this.PageWithErrors(outcome);
    }

    private async Task LoadAsync()
    {
        View = await parts.GetMineAsync(User.Actor(), Id, RequestedPart.Documents);
        Files = new IFormFile?[View.Request.Kinds.Count];
        // Each kind has a form of its own, so the other kinds' boxes are not sent.
        Instead = Files.Select((_, i) => this.ReadInstead(i)).ToArray();
    }
}
