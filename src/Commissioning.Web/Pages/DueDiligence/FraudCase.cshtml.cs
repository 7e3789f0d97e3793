using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Features.DueDiligence;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageConcerns)]
public sealed class FraudCaseModel(ReadFraudCase read, SaveFraudCase save) : PageModel, IFraudCasePage
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public FraudCaseForm Form { get; set; } = new();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Closing { get; set; }
    public ReadFraudCase.FraudCasePage View { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> States =
    [
        new(nameof(FraudState.Suspected), "Suspected"),
        new(nameof(FraudState.Proven), "Proven"),
        new(nameof(FraudState.NotFraud), "No fraud"),
    ];

    public async Task OnGetAsync()
    {
        View = await read.RunAsync(User.Actor(), Id);
        (Form, Version) = (FraudCaseForm.From(View), View.Row.Version);
    }

    public async Task<IActionResult> OnPostAsync(bool close)
    {
        View = await read.RunAsync(User.Actor(), Id);
        var form = Form.Read(this);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await save.RunAsync(User.Actor(), Id, Version, form, close, Closing);
        return outcome.IsDone
            ? this.Next(Links.DueDiligence.FraudCase(Id), close ? "The case is closed" : "Saved")
            : this.PageWithErrors(outcome);
    }
}
