using Commissioning.Domain.Accounts;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.PostToLedger)]
public sealed class ImportPreviewModel(ImportSpending importSpending) : PageModel
{
    public const int Shown = 200;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<Answer> Answers { get; set; } = [];

    [BindProperty]
    public bool NotDuplicate { get; set; }

    [BindProperty]
    public string? WhyNotDuplicate { get; set; }
    public ImportSpending.SpendingImportPage View { get; private set; } = null!;
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    public IReadOnlyList<Choice> Areas => View.Areas.Select(area => new Choice(area.Id.ToString(), area.Name)).ToList();
    public IEnumerable<SpendingRow> OnPage =>
        View.Read.Rows.OrderBy(row => row.IsGood && LikeOf(row) is null).ThenBy(row => row.Number).Take(Shown);

    /// <summary>What the row looks like; null: nothing.</summary>
    public string? LikeOf(SpendingRow row) => View.Alike.FirstOrDefault(alike => alike.Row == row.Number)?.Like;

    public string? NameOf(Guid? area) => View.Areas.FirstOrDefault(one => one.Id == area)?.Name;

    public sealed class Answer
    {
        public string Name { get; set; } = "";
        public Guid? Area { get; set; }
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var answers = Answers
            .Where(answer => answer.Area is not null)
            .DistinctBy(answer => answer.Name)
            .ToDictionary(answer => answer.Name, answer => answer.Area!.Value);
        var outcome = await importSpending.AcceptAsync(User.Actor(), Id, answers, NotDuplicate ? WhyNotDuplicate ?? "" : null);
        await LoadAsync();
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.CspBudgets.Year(View.Import.BudgetYear),
                $"{(outcome.Value == 1 ? "1 row" : $"{outcome.Value} rows")} posted from {View.Import.FileName}"
            );
    }

    private async Task LoadAsync()
    {
        View = await importSpending.PreviewAsync(Id);
        Unknown = View.Read.UnknownAreas;
        while (Answers.Count < Unknown.Count)
            Answers.Add(new() { Name = Unknown[Answers.Count] });
    }
}
