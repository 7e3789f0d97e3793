using System.Globalization;
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

    public const int Asked = ImportSpending.MostAsked;

    /// <summary>The choice for a name that is none of an area's projects.</summary>
    public const string NoProject = "none";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public List<AreaAnswer> Answers { get; set; } = [];

    [BindProperty]
    public List<ProjectAnswer> Projects { get; set; } = [];

    [BindProperty]
    public bool RememberAreas { get; set; }

    [BindProperty]
    public List<string> LeftOut { get; set; } = [];

    /// <summary>The first rows that look like spending already there, in their order.</summary>
    [BindProperty]
    public List<TwinAnswer> Twins { get; set; } = [];

    [BindProperty]
    public bool LeaveOutRest { get; set; }

    [BindProperty]
    public string? WhyTotals { get; set; }
    public ImportSpending.SpendingImportPage View { get; private set; } = null!;

    public IReadOnlyList<Choice> Areas => View.Areas.Select(area => new Choice(area.Id.ToString(), area.Name)).ToList();
    public IReadOnlyList<Choice> Sheets => View.Read.Sheets.Select(sheet => new Choice(sheet.Name, sheet.Name)).ToList();
    public IEnumerable<SpendingRow> OnPage => View.Read.Rows.OrderBy(row => row.IsGood && LikeOf(row) is null).Take(Shown);

    /// <summary>Whether a question or a choice of sheets can still change how the file is read.</summary>
    public bool HasChoices => Answers.Count + Projects.Count > 0 || View.Read.Sheets.Count > 1;

    public sealed class AreaAnswer
    {
        public string Name { get; set; } = "";
        public Guid? Area { get; set; }
    }

    public sealed class ProjectAnswer
    {
        public Guid Area { get; set; }
        public string Name { get; set; } = "";

        /// <summary>A project's id, or none.</summary>
        public string? Project { get; set; }
    }

    public enum TwinChoice
    {
        LeaveOut,
        Post,
    }

    public sealed class TwinAnswer
    {
        /// <summary>The row's cell.</summary>
        public string Place { get; set; } = "";
        public TwinChoice? Choice { get; set; }
        public string? Why { get; set; }
    }

    public static readonly IReadOnlyList<Choice> TwinChoices =
    [
        new(nameof(TwinChoice.LeaveOut), "Leave it out"),
        new(nameof(TwinChoice.Post), "It is other spending, so post it"),
    ];

    /// <summary>What the row looks like; null: nothing.</summary>
    public string? LikeOf(SpendingRow row) => View.Alike.FirstOrDefault(alike => alike.Place == row.Place)?.Like;

    public string? NameOf(Guid? area) => View.Areas.FirstOrDefault(one => one.Id == area)?.Name;

    public string? ProjectOf(SpendingRow row) => View.Projects.FirstOrDefault(project => project.Id == row.Project)?.Name;

    public IReadOnlyList<Choice> ProjectsOf(Guid area) =>
        [
            .. View.Projects.Where(project => project.AreaId == area).Select(project => new Choice(project.Id.ToString(), project.Name)),
            new(NoProject, "None of these"),
        ];

    public Task OnGetAsync() => LoadAsync();

    /// <summary>Reads the file again with what was answered.</summary>
    public Task OnPostReadAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await importSpending.AcceptAsync(User.Actor(), Id, Given());
        await LoadAsync();
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.CspBudgets.Year(View.Import.BudgetYear),
                $"{(outcome.Value == 1 ? "1 row" : $"{outcome.Value} rows")} posted from {View.Import.FileName}"
            );
    }

    private ImportSpending.Answers Given() =>
        new(
            Answers
                .Where(answer => answer.Area is not null)
                .DistinctBy(answer => answer.Name)
                .ToDictionary(answer => answer.Name, answer => answer.Area!.Value)
        )
        {
            Projects = Projects
                .Where(answer => answer.Project == NoProject || Guid.TryParse(answer.Project, CultureInfo.InvariantCulture, out _))
                .DistinctBy(answer => (answer.Area, answer.Name))
                .ToDictionary(
                    answer => (answer.Area, answer.Name),
                    answer => Guid.TryParse(answer.Project, CultureInfo.InvariantCulture, out var project) ? project : (Guid?)null
                ),
            RememberAreas = RememberAreas,
            LeftOut = LeftOut.ToHashSet(),
            Twins = Twins
                .Where(twin => twin.Choice is not null)
                .DistinctBy(twin => twin.Place)
                .ToDictionary(twin => twin.Place, twin => new ImportSpending.Twin(twin.Choice == TwinChoice.LeaveOut, twin.Why)),
            LeaveOutRest = LeaveOutRest,
            WhyTotals = WhyTotals,
        };

    /// <summary>What was answered stays on the page, so that it can be changed; what is not known yet is asked after it.</summary>
    private async Task LoadAsync()
    {
        View = await importSpending.PreviewAsync(Id, Given());
        Answers =
        [
            .. Answers.Where(answer => answer.Area is not null),
            .. View.Read.UnknownAreas.Take(Asked).Select(name => new AreaAnswer { Name = name }),
        ];
        Projects =
        [
            .. Projects.Where(answer => answer.Project is not null),
            .. View.Read.UnknownProjects.Take(Asked).Select(asked => new ProjectAnswer { Area = asked.Area, Name = asked.Name }),
        ];
        Twins = View
            .Alike.Take(Asked)
            .Select(row => Twins.FirstOrDefault(twin => twin.Place == row.Place) ?? new() { Place = row.Place })
            .ToList();
        // Questions that are answered or new have other places than in the form that was sent.
        foreach (var key in ModelState.Keys.Where(key => key.Contains('[', StringComparison.Ordinal)).ToList())
            ModelState.Remove(key);
    }
}
