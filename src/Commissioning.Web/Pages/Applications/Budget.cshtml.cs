using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class BudgetModel(SaveBudget saveBudget) : PageModel
{
    private const int MostLines = 40;

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public BudgetForm Form { get; set; } = new();
    public SaveBudget.BudgetSection View { get; private set; } = null!;
    public string? SavedBeside { get; private set; }
    public string AmountHint => $"Up to {View.Round.MaximumGrant}";

    public sealed class BudgetForm
    {
        public string? AmountRequested { get; set; }
        public List<LineForm> Lines { get; set; } = [];
        public int Version { get; set; }
    }

    public sealed class LineForm
    {
        public string? Item { get; set; }
        public string? Requested { get; set; }
        public string? OtherFunders { get; set; }
        public bool IsBlank =>
            string.IsNullOrWhiteSpace(Item) && string.IsNullOrWhiteSpace(Requested) && string.IsNullOrWhiteSpace(OtherFunders);
    }

    public async Task OnGetAsync()
    {
        View = await saveBudget.GetAsync(User.Actor(), Id);
        Form = new()
        {
            AmountRequested = View.Application.AmountRequested?.ToInput(),
            Version = View.Version,
            Lines = View
                .Lines.Select(line => new LineForm
                {
                    Item = line.Item,
                    Requested = line.Requested.ToInput(),
                    OtherFunders = line.OtherFunders > Money.Zero ? line.OtherFunders.ToInput() : null,
                })
                .ToList(),
        };
        while (Form.Lines.Count < 3)
            Form.Lines.Add(new());
    }

    public async Task OnPostAddLineAsync()
    {
        View = await saveBudget.GetAsync(User.Actor(), Id);
        if (Form.Lines.Count < MostLines)
            Form.Lines.Add(new());
    }

    public async Task<IActionResult> OnPostAsync(bool later)
    {
        View = await saveBudget.GetAsync(User.Actor(), Id);
        // Empty rows go last, so that a refusal's number is the row's.
        Form.Lines = [.. Form.Lines.OrderBy(line => line.IsBlank)];
        ModelState.Clear();
        var amount = this.ReadMoney(
            Form.AmountRequested,
            nameof(Form.AmountRequested),
            "Enter an amount in pounds and pence, such as 4500 or 4,500.00"
        );
        var lines = ReadLines();
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await saveBudget.RunAsync(User.Actor(), Id, Form.Version, amount, lines);
        if (!outcome.IsDone)
        {
            if (Form.Version != View.Version)
                SavedBeside =
                    $"Asked for {View.Application.AmountRequested}: "
                    + string.Join("; ", View.Lines.Select(line => $"{line.Item} {line.Requested}"));
            this.RefreshVersion(() => Form.Version = View.Version);
            return this.PageWithErrors(outcome);
        }
        if (later)
            return this.Next(Links.Applications.TaskList(Id), "The budget is saved");
        ModelState.Clear();
        await OnGetAsync();
        return this.AnyErrors(ApplicationRules.WhyBudgetIsWrong(View.Round, amount, lines))
            ? this.PageWithErrors()
            : this.Next(Links.Applications.TaskList(Id), "The budget is saved");
    }

    private List<BudgetLine> ReadLines()
    {
        var lines = new List<BudgetLine>();
        for (var i = 0; i < Form.Lines.Count && i < MostLines; i++)
        {
            var line = Form.Lines[i];
            if (line.IsBlank)
                continue;
            var requested = LineAmount(line.Requested, Refusal.At(nameof(Form.Lines), i, nameof(LineForm.Requested)), $"line {i + 1}");
            var other = LineAmount(line.OtherFunders, Refusal.At(nameof(Form.Lines), i, nameof(LineForm.OtherFunders)), $"line {i + 1}");
            if (string.IsNullOrWhiteSpace(line.Item))
                this.AddError(Refusal.At(nameof(Form.Lines), i, nameof(LineForm.Item)), $"Say what line {i + 1} is for");
            lines.Add(
                new()
                {
                    Id = Guid.CreateVersion7(),
                    Position = lines.Count + 1,
                    Item = line.Item?.Trim() ?? "",
                    Requested = requested,
                    OtherFunders = other,
                }
            );
        }
        return lines;
    }

    private Money LineAmount(string? typed, string field, string where) =>
        this.ReadMoney(typed, field, $"Enter an amount in pounds and pence for {where}, such as 450 or 450.50") ?? Money.Zero;
}
