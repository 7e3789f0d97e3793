using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

[Requires(Permission.ManageRounds)]
public sealed class CriteriaModel(Db db, SaveCriteria saveCriteria) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<CriterionForm> Rows { get; set; } = [];
    public Round Round { get; private set; } = null!;

    public static readonly IReadOnlyList<Choice> LeastChoices = [new("0", "0"), new("1", "1")];

    public static readonly IReadOnlyList<Choice> GreatestChoices = Enumerable
        .Range(1, CriterionRules.MostGreatest)
        .Select(score => score.ToString(CultureInfo.InvariantCulture))
        .Select(score => new Choice(score, score))
        .ToList();

    public sealed class CriterionForm
    {
        /// <summary>The code that questions refer to; a new criterion gets one.</summary>
        public string? Code { get; set; }
        public string? Name { get; set; }
        public string? Guidance { get; set; }
        public int? Weight { get; set; }
        public int Least { get; set; }
        public int Greatest { get; set; } = CriterionRules.UsualGreatest;

        /// <summary>The scale for which the page had boxes.</summary>
        public int ShownLeast { get; set; }
        public int ShownGreatest { get; set; } = CriterionRules.UsualGreatest;

        /// <summary>By score; the page needs an entry for each that it shows.</summary>
        public Dictionary<int, string?> Anchors { get; set; } = [];

        public string? AnchorOf(int score) => Anchors.GetValueOrDefault(score)?.Trim();

        public CriterionForm WithEveryAnchor()
        {
            for (var score = 0; score <= CriterionRules.MostGreatest; score++)
                Anchors.TryAdd(score, null);
            return this;
        }

        public bool Remove { get; set; }
    }

    public async Task OnGetAsync()
    {
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, Id));
        Round = setup.Round;
        Rows = setup
            .Criteria.Select(criterion =>
                new CriterionForm
                {
                    Code = criterion.Code,
                    Name = criterion.Name,
                    Guidance = criterion.Guidance,
                    Weight = criterion.Weight,
                    Least = criterion.Least,
                    Greatest = criterion.Greatest,
                    Anchors = setup
                        .Anchors.Where(anchor => anchor.CriterionId == criterion.Id)
                        .ToDictionary(anchor => anchor.Score, anchor => (string?)anchor.Wording),
                }.WithEveryAnchor()
            )
            .ToList();
    }

    /// <summary>Adds an empty criterion and keeps everything typed.</summary>
    public async Task<IActionResult> OnPostAddAsync()
    {
        Round = await db.ReadAsync(work => RoundReader.GetAsync(work, Id));
        ModelState.Clear();
        Rows = Rows.Append(new CriterionForm()).Select(row => row.WithEveryAnchor()).ToList();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Round = await db.ReadAsync(work => RoundReader.GetAsync(work, Id));
        var kept = Rows.Select((row, i) => (row: row.WithEveryAnchor(), i)).Where(pair => !pair.row.Remove).ToList();
        foreach (var (row, i) in kept)
        {
            if (string.IsNullOrWhiteSpace(row.Name))
                this.AddError(Refusal.At(nameof(Rows), i, nameof(CriterionForm.Name)), $"Enter a name for criterion {i + 1}");
            if (row.Weight is not (>= 1 and <= 100))
                this.AddError(
                    Refusal.At(nameof(Rows), i, nameof(CriterionForm.Weight)),
                    $"Enter a weight from 1 to 100 for criterion {i + 1}"
                );
            var greatest = Refusal.At(nameof(Rows), i, nameof(CriterionForm.Greatest));
            if (CriterionRules.WhyScaleIsWrong(row.Least, row.Greatest) is { } wrong)
                this.AddError(greatest, $"{wrong} for criterion {i + 1}");
            // On a shorter scale the same words would stand at scores that mean something else.
            else if ((row.Least, row.Greatest) != (row.ShownLeast, row.ShownGreatest))
                this.AddError(
                    greatest,
                    $"Say in words what each score from {row.Least} to {row.Greatest} means for criterion {i + 1}. There is a box for each now: check that its words still fit"
                );
        }
        if (!ModelState.IsValid)
            return this.PageWithErrors();
        var criteria = kept.Select(pair => new CriterionWithAnchors(
                CodeOf(pair.row, kept.Select(other => other.row)),
                pair.row.Name!.Trim(),
                pair.row.Guidance?.Trim() ?? "",
                pair.row.Weight!.Value,
                Enumerable
                    .Range(pair.row.Least, pair.row.Greatest - pair.row.Least + 1)
                    .Select(score => pair.row.AnchorOf(score) ?? "")
                    .ToList(),
                pair.row.Least
            ))
            .ToList();
        var outcome = await saveCriteria.RunAsync(User.Actor(), Id, criteria);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Funds.Round(Id), $"Criteria saved. Their weights add up to {criteria.Sum(criterion => criterion.Weight)}.");
    }

    private static string CodeOf(CriterionForm row, IEnumerable<CriterionForm> rows)
    {
        if (!string.IsNullOrWhiteSpace(row.Code))
            return row.Code.Trim();
        var taken = rows.Select(other => other.Code).ToHashSet();
        return row.Code = Enumerable
            .Range(1, 100)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"c{number}"))
            .First(code => !taken.Contains(code));
    }
}
