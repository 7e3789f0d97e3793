using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.DueDiligence;

/// <summary>How many checks pass in one press and which do not, before it is done; afterwards the same page says what is left.</summary>
[Requires(Permission.ManageDueDiligence)]
public sealed class PassCleanModel(Db db, PassChecks pass) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public RoundChecks.RoundPage View { get; private set; } = null!;
    public IReadOnlyList<(string Name, CheckKind Kind, int Clean, IReadOnlyList<(string Reference, string Why)> Not)> Checks
    {
        get;
        private set;
    } = [];
    public int Count => Checks.Sum(check => check.Clean);

    public async Task OnGetAsync()
    {
        View = await db.ReadAsync(work => RoundChecks.GetAsync(work, Id));
        Checks = View.Clean;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await pass.CleanAsync(User.Actor(), View.WithClean);
        // What did not pass, and why, is on the page again.
        return outcome.Value is { } passed
            ? this.Next(Links.DueDiligence.PassClean(Id), PassChecks.Words(passed.Count) ?? "No check passed")
            : this.PageWithErrors(outcome);
    }

    public static string Words(int clean, int not) =>
        $"{clean} {(clean == 1 ? "passes" : "pass")}{(not == 0 ? "." : $", {not} {(not == 1 ? "does" : "do")} not.")}";
}
