using Commissioning.Domain.Accounts;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

[Requires(Permission.ManageConcerns)]
public sealed class NewFraudCaseModel(Db db, OpenFraudCase save) : PageModel, IFraudCasePage
{
    [BindProperty]
    public FraudCaseForm Form { get; set; } = new();
    public IReadOnlyList<Choice> Funds { get; private set; } = [];

    public async Task OnGetAsync() =>
        Funds = (await db.ReadAsync(FraudCases.FundsAsync)).Select(fund => new Choice(fund.Id.ToString(), fund.Name)).ToList();

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var form = Form.Read(this);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await save.RunAsync(User.Actor(), form);
        return outcome.IsDone ? this.Next(Links.DueDiligence.FraudCase(outcome.Value), "The case is opened") : this.PageWithErrors(outcome);
    }
}
