using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Reporting;
using Commissioning.Features.Reporting;
using Commissioning.Web.Pages.CspBudgets;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Reporting;

[Requires(Permission.ApprovePayments)]
public sealed class BudgetProfileModel(MoneyWatch watch, SetMoneyProfile set) : PageModel
{
    [FromRoute(Name = "year")]
    public string BudgetYear { get; set; } = "";

    [FromRoute(Name = "of")]
    public string Subject { get; set; } = "";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public ProfileKind? Profile { get; set; }

    [BindProperty]
    public List<string?> Months { get; set; } = [];
    public MoneyWatch.BudgetDetail View { get; private set; } = null!;
    public string Back => MoneyWatch.PageOf(View.Year.Year, View.Budget.Of, Id);
    public IReadOnlyList<Choice> Kinds =>
        Enum.GetValues<ProfileKind>()
            .Where(kind => kind != ProfileKind.Instalments || View.Planned.Sum() > Money.Zero)
            .Select(kind => new Choice(kind.ToString(), kind == ProfileKind.Typed ? "As typed below" : kind.Name()))
            .ToList();

    private async Task LoadAsync() =>
        View = await watch.OneAsync(YearRoute.Read(BudgetYear), Subject == "funds" ? MoneySubject.Fund : MoneySubject.Area, Id);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Profile, Months) = (View.Budget.Profile, View.Budget.Money.Profile.Select(month => (string?)month.ToInput()).ToList());
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        while (Months.Count < WatchedMoney.Months)
            Months.Add(null);
        var amounts = new List<Money?>();
        if (Profile == ProfileKind.Typed)
            for (var i = 0; i < WatchedMoney.Months; i++)
                amounts.Add(
                    this.ReadMoney(
                        Months[i],
                        Refusal.At(nameof(Months), i),
                        $"Enter the amount of {View.Year.Year.Start.AddMonths(i).ToString("MMMM", CultureInfo.InvariantCulture)}, such as 4,500"
                    )
                );
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await set.RunAsync(User.Actor(), View.Year.Year, View.Budget.Of, Id, Profile, amounts);
        return outcome.IsDone
            ? this.Next(Back, "The profile is saved")
            : this.PageWithErrors(outcome.FirstRefusal?.Field == "months" ? outcome.At(Refusal.At(nameof(Months), 0)) : outcome);
    }
}
