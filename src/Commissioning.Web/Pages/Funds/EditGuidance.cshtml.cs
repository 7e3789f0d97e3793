using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

/// <summary>Where the office writes what applicants read of a round. From publication only files can be added, each with its day.</summary>
[Requires(Permission.ManageRounds)]
public sealed class EditGuidanceModel(Db db, SaveGuidance saveGuidance, AddGuidanceFile addFile, RemoveGuidanceFile removeFile) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public GuidanceForm Form { get; set; } = new();

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }
    public Round Round { get; private set; } = null!;
    public RoundGuidance Saved { get; private set; } = new();
    public IReadOnlyList<GuidanceQueries.File> Files { get; private set; } = [];
    public bool IsFixed => RoundRules.WhyCannotChange(Round) is not null;

    public sealed class GuidanceForm
    {
        public string? WhoCanApply { get; set; }
        public string? WhatWeFund { get; set; }
        public string? NeverFund { get; set; }
        public string? VideoHref { get; set; }
        public string? ContactName { get; set; }
        public string? ContactPhone { get; set; }
        public string? ContactHours { get; set; }

        public static GuidanceForm From(RoundGuidance guidance) =>
            new()
            {
                WhoCanApply = guidance.WhoCanApply,
                WhatWeFund = guidance.WhatWeFund,
                NeverFund = guidance.NeverFund,
                VideoHref = guidance.VideoHref,
                ContactName = guidance.ContactName,
                ContactPhone = guidance.ContactPhone,
                ContactHours = guidance.ContactHours,
            };

        public RoundGuidance Read() =>
            new()
            {
                WhoCanApply = Text(WhoCanApply),
                WhatWeFund = Text(WhatWeFund),
                NeverFund = Text(NeverFund),
                VideoHref = OrNull(VideoHref),
                ContactName = OrNull(ContactName),
                ContactPhone = OrNull(ContactPhone),
                ContactHours = OrNull(ContactHours),
            };

        private static string Text(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Trim();

        private static string? OrNull(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
    }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Form = GuidanceForm.From(Saved);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        var saved = await saveGuidance.RunAsync(User.Actor(), Id, Form.Read());
        return !saved.IsDone ? this.PageWithErrors(saved) : this.Next(Links.Funds.Round(Id), "Guidance saved");
    }

    public async Task<IActionResult> OnPostFileAsync()
    {
        await OnGetAsync();
        if (Upload is null)
            return this.PageWithErrors(new("Choose a file first", nameof(Upload)));
        if (await this.ReadUploadAsync(Upload, nameof(Upload)) is not { } file)
            return this.PageWithErrors();
        var added = await addFile.RunAsync(User.Actor(), Id, Name, file);
        return !added.IsDone ? this.PageWithErrors(added) : this.Next(Links.Funds.EditGuidance(Id), "The file is added");
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid file)
    {
        await OnGetAsync();
        var removed = await removeFile.RunAsync(User.Actor(), Id, file);
        return !removed.IsDone ? this.PageWithErrors(removed) : this.Next(Links.Funds.EditGuidance(Id), "The file is taken down");
    }

    private async Task LoadAsync() =>
        (Round, Saved, Files) = await db.ReadAsync(async work =>
            (await RoundReader.GetAsync(work, Id), await RoundReader.GuidanceAsync(work, Id), await GuidanceQueries.FilesAsync(work, Id))
        );
}
