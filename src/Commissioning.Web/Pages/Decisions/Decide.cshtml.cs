using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Decisions;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Decisions;

[Requires(Permission.DecideRound), RequestFormLimits(ValueCountLimit = 50_000)]
public sealed class DecideModel(DecideRound decideRound) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public DecisionForm Form { get; set; } = new();
    public DecideRound.RoundToDecide View { get; private set; } = null!;

    public sealed class DecisionForm
    {
        public List<LineForm> Lines { get; set; } = [];
        public string? Interests { get; set; }
        public string? Note { get; set; }
        public string? ProtectiveStatus { get; set; }
        public string? Exemption { get; set; }
        public DateParts DeferUntil { get; set; } = new();
    }

    /// <summary>Markings of the Government Security Classifications. Default, not OPCC policy.</summary>
    public static readonly IReadOnlyList<Choice> Statuses = [new("Official", "Official"), new("Official-Sensitive", "Official-Sensitive")];

    public sealed class LineForm
    {
        public Guid Application { get; set; }
        public bool Fund { get; set; }
        public bool Defer { get; set; }
        public string? Reason { get; set; }
        public string? Condition { get; set; }
    }

    public async Task OnGetAsync()
    {
        View = await decideRound.GetAsync(User.Actor(), Id);
        Form.Lines = View
            .Lines.Select(line => new LineForm
            {
                Application = line.ApplicationId,
                Fund = (line.SettledFund ?? line.Recommended) && !line.Withdrawn,
                Defer = line.SettledUntil is not null && !line.Withdrawn,
                Reason = line.SettledReason,
                Condition = line.SettledCondition,
            })
            .ToList();
        Form.ProtectiveStatus = Statuses[0].Value;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        View = await decideRound.GetAsync(User.Actor(), Id);
        if (Statuses.All(status => status.Value != Form.ProtectiveStatus))
            this.AddError(nameof(Form.ProtectiveStatus), "Choose the protective status");
        if (!Form.DeferUntil.IsBlank && Form.DeferUntil.WhyNotADate("the day until which the decision is deferred") is { } day)
            this.AddError(nameof(Form.DeferUntil), day);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var refusals = await decideRound.RunAsync(
            User.Actor(),
            Id,
            new(
                Form.Lines.Select(line => new DecideRound.Choice(line.Application, line.Fund, line.Reason, line.Condition, line.Defer))
                    .ToList(),
                Form.Interests,
                Form.Note,
                Form.ProtectiveStatus!,
                Form.Exemption,
                Form.DeferUntil.ToDate()
            )
        );
        return this.AnyErrors(refusals) ? this.PageWithErrors() : this.Next(Links.Decisions.Paper(Id), "The decision is recorded");
    }
}
