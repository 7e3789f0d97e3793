using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class PayeesModel(Db db, AddPayee addPayee, AddHostedScheme addScheme) : PageModel
{
    [BindProperty]
    public PayeeForm Payee { get; set; } = new();

    [BindProperty]
    public SchemeForm Scheme { get; set; } = new();
    public IReadOnlyList<PayeeQueries.Payee> All { get; private set; } = [];
    public IReadOnlyList<PayeeQueries.HostedScheme> Schemes { get; private set; } = [];
    public IReadOnlyList<Choice> Areas { get; private set; } = [];

    public sealed class PayeeForm
    {
        public string? Name { get; set; }
    }

    public sealed class SchemeForm
    {
        public string? Name { get; set; }
        public Guid? Host { get; set; }
    }

    public async Task OnGetAsync() =>
        (All, Schemes, Areas) = await db.ReadAsync(async work =>
            (
                await PayeeQueries.ListAsync(work),
                await PayeeQueries.SchemesAsync(work),
                (await AreaQueries.ListAsync(work)).Select(area => new Choice(area.Id.ToString(), area.Name)).ToList()
            )
        );

    public Task<IActionResult> OnPostPayeeAsync() =>
        AfterAsync(async () => await addPayee.RunAsync(User.Actor(), Payee.Name), nameof(Payee), "The payee is recorded");

    public Task<IActionResult> OnPostSchemeAsync() =>
        AfterAsync(async () => await addScheme.RunAsync(User.Actor(), Scheme.Name, Scheme.Host), nameof(Scheme), "The scheme is recorded");

    private async Task<IActionResult> AfterAsync(Func<Task<Result<Guid>>> change, string form, string notice)
    {
        if (!User.Can(Permission.PostToLedger))
            return Forbid();
        var outcome = await change();
        if (outcome.IsDone)
            return this.Next(Links.CspBudgets.Payees, notice);
        await OnGetAsync();
        return this.PageWithErrors(outcome, form);
    }
}
