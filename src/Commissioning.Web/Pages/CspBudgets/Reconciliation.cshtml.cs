using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Calendar;
using Commissioning.Domain.CspBudgets;
using Commissioning.Features.CspBudgets;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.CspBudgets;

[Requires(Permission.ViewCspBudgets)]
public sealed class ReconciliationModel(Db db, ReconcilePaper reconcile) : PageModel
{
    private const string NotOurs = "none";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<AnswerForm> Answers { get; set; } = [];

    [BindProperty]
    public string? Day { get; set; }
    public PaperReconciliations.Detail View { get; private set; } = null!;

    /// <summary>The comparison of the same file before this one.</summary>
    public PaperReconciliations.Kept? Before { get; private set; }
    public IReadOnlyList<Choice> Days { get; private set; } = [];
    public IReadOnlyList<Choice> Rows { get; private set; } = [];
    public IReadOnlyList<Choice> Columns { get; } =
    [
        .. PaperVocabulary.Columns.Select(column => new Choice(column, Sentences.CapitalFirst(column))),
        new(NotOurs, "Not a figure of the ledger"),
    ];
    public bool MayAnswer => User.Can(Permission.PostToLedger) || User.Can(Permission.ApproveLedger);

    public sealed class AnswerForm
    {
        public string Text { get; set; } = "";
        public bool IsRow { get; set; }
        public string? Meaning { get; set; }

        /// <summary>Where the word stands in the paper.</summary>
        public string? Place { get; set; }
    }

    public async Task OnGetAsync()
    {
        (View, Before) = await db.ReadAsync(async work =>
        {
            var view = await PaperReconciliations.GetAsync(work, Id);
            var year = FinancialYear.Parse(view.Reconciliation.BudgetYear)!.Value;
            return (
                view,
                (await PaperReconciliations.ListAsync(work, year)).FirstOrDefault(other =>
                    other.Sha256 == view.Reconciliation.Sha256 && other.ComparedAt < view.Reconciliation.ComparedAt
                )
            );
        });
        if (!View.Reconciliation.IsAsking)
            return;
        var questions = await reconcile.QuestionsAsync(View.Reconciliation);
        var year = FinancialYear.Parse(View.Reconciliation.BudgetYear)!.Value;
        var typed = Answers.ToLookup(answer => (answer.IsRow, answer.Text), answer => answer.Meaning);
        Answers = questions
            .Reading.Unknown.Select(one => new AnswerForm
            {
                Text = one.Text,
                IsRow = one.IsRow,
                Place = one.Place,
                Meaning = typed[(one.IsRow, one.Text)].FirstOrDefault(),
            })
            .ToList();
        Days = questions.AsksDate
            ? questions
                .Reading.Dates.Where(year.Contains)
                .Append(year.End)
                .Distinct()
                .Select(day => new Choice(YearRoute.Write(day)!, LondonTime.Date(day)))
                .ToList()
            : [];
        var figures = await reconcile.NamesAsync(year);
        Rows =
        [
            .. figures
                .Where(figure => figure.Name is { Table: "areas" } or { Table: "central", Column: "amount" })
                .Select(figure => figure.Name.Row)
                .Distinct()
                .Select(row => new Choice(row, row)),
            new(NotOurs, "Not a row of the ledger"),
        ];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayAnswer)
            return Forbid();
        await OnGetAsync();
        for (var i = 0; i < Answers.Count; i++)
            if (!(Answers[i].IsRow ? Rows : Columns).Any(choice => choice.Value == Answers[i].Meaning))
                this.AnyErrors([new Refusal($"Choose what \"{Answers[i].Text}\" is", Refusal.At(nameof(Answers), i, "Meaning"))]);
        if (Days.Count > 0 && !Days.Any(day => day.Value == Day))
            this.AnyErrors([new Refusal("Choose the date of the figures", nameof(Day))]);
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var outcome = await reconcile.AnswerAsync(
            User.Actor(),
            Id,
            Answers
                .Select(answer => new ReconcilePaper.Answer(answer.IsRow, answer.Text, answer.Meaning == NotOurs ? null : answer.Meaning))
                .ToList(),
            YearRoute.ReadDay(Day, FinancialYear.Parse(View.Reconciliation.BudgetYear)!.Value)
        );
        return !outcome.IsDone ? this.PageWithErrors(outcome) : this.Next(Links.CspBudgets.Reconciliation(Id), "Your answers are saved");
    }
}
