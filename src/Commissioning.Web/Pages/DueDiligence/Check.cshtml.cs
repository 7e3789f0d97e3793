using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Web.Pages.Applications;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageDueDiligence)]
public sealed class CheckModel(BidChecks bidChecks, RecordCheck recordCheck) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public CheckForm Form { get; set; } = new();
    public BidChecks.Bid Bid { get; private set; } = null!;
    public BidChecks.Check Check { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> Statuses = Enum.GetValues<CheckStatus>().Where(status => status != CheckStatus.NotStarted).Select(status => new Choice(status.ToString(), ChecksModel.Tag(status).Text)).ToList();

    public sealed class CheckForm
    {
        public CheckStatus? Status { get; set; }
        public string? Note { get; set; }
        public string? Source { get; set; }
        public IFormFile? Evidence { get; set; }
        public int Version { get; set; }
    }

    public async Task OnGetAsync()
    {
        (Bid, Check) = await bidChecks.OneAsync(Id);
        Form = new() { Status = Check.Status, Note = Check.Note, Source = Check.Source, Version = Check.Version };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        (Bid, Check) = await bidChecks.OneAsync(Id);
        if (Form.Status is not { } status || !Enum.IsDefined(status)) return this.PageWithErrors(new("Choose what you found", "Form.Status"));
        if (Form.Note?.Length > 2000) return this.PageWithErrors(new("Shorten what you saw to 2,000 characters", "Form.Note"));
        if (Form.Source?.Length > 300) return this.PageWithErrors(new("Shorten the source to 300 characters", "Form.Source"));
        if (Form.Version != Check.Version)
        {
            this.TakeVersion(() => Form.Version = Check.Version);
            return this.PageWithErrors(new($"{Check.CheckedBy} recorded this check while you had it open: {ChecksModel.Tag(Check.Status).Text}. {Check.Note} Save again to put yours in its place."));
        }
        var evidence = Form.Evidence is { } file ? (file.FileName, await DocumentsModel.ContentOfAsync(file)) : ((string, byte[])?)null;
        var outcome = await recordCheck.RunAsync(User.Actor(), new(Id, Form.Version, status, Form.Note, Form.Source, evidence));
        return outcome.Refused is { } refusal ? this.PageWithErrors(refusal) : this.Next(Links.DueDiligence.Checks(Bid.Id), $"{Check.Name} recorded");
    }
}
