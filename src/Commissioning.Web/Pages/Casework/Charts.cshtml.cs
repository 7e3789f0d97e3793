using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

/// <summary>A round in charts. Scores have a page of their own, because who sees them is recorded.</summary>
[Requires(Permission.ViewRounds)]
public sealed class ChartsModel(RoundCharts charts, TimeProvider clock) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public RoundCharts.ChartFigures Figures { get; private set; } = null!;
    public DateTime Now { get; private set; }

    public async Task OnGetAsync()
    {
        Now = clock.UtcNow();
        Figures = await charts.GetAsync(Id);
    }

    public IEnumerable<Chart> All()
    {
        yield return Progress();
        yield return Pot();
        if (Figures.Priorities.Count > 0)
            yield return Priorities();
        if (Figures.Stages.Submitted > 0)
            yield return Checks();
        if (Figures.Panel.Count > 0)
            yield return Panel();
    }

    private Chart Progress()
    {
        var stages = Figures.Stages;
        List<(string Name, int Done, int All, string? Href)> steps =
        [
            ("Submitted, of those begun", stages.Submitted, stages.Submitted + stages.Drafts, Links.Casework.Applications(Id)),
            ("Checks finished", Figures.Checked, stages.Submitted, null),
            ("Score sheets submitted", stages.SheetsSubmitted, stages.Sheets, null),
            ("Moderated", stages.Moderated, stages.Submitted, null),
        ];
        if (User.Can(Permission.ViewPapers))
            steps.Add(("In the recommendation", Figures.Proposed, stages.Submitted, null));
        steps.Add(("Decided", Figures.Decided, stages.Submitted, null));
        if (User.Can(Permission.ViewAwards))
        {
            steps.Add(("Offers accepted", Figures.Accepted, stages.Awards, null));
            steps.Add(("Awards closed", Figures.Closed, stages.Awards, null));
        }
        return new(
            "Progress",
            steps.Select(step => new Bar(step.Name, Share(step.Done, step.All), $"{step.Done} of {step.All}", 100)).ToList(),
            ["Stage", "Done", "Of", "Share"],
            steps
                .Select(step => new ChartRow(
                    step.Name,
                    [$"{step.Done}", $"{step.All}", step.All == 0 ? "None yet" : new Fraction(step.Done * 100, step.All).ToString(0) + "%"],
                    step.Href
                ))
                .ToList()
        );
    }

    private Chart Pot()
    {
        var round = Figures.Round;
        List<(string Name, Money Amount)> amounts = [("Pot", round.Spendable), ("Asked for", Figures.Stages.Requested)];
        if (User.Can(Permission.ViewPapers))
            amounts.Add(("Recommended", Figures.Recommended));
        amounts.Add(("Awarded", Figures.Stages.Awarded));
        return new(
            "Money asked for, against the pot",
            amounts.Select(row => new Bar(row.Name, row.Amount.Pence, row.Amount.ToShortString())).ToList(),
            ["Money", "Amount", "Share of the pot"],
            amounts
                .Select(row => new ChartRow(
                    row.Name,
                    [
                        row.Amount.ToShortString(),
                        round.Spendable > Money.Zero
                            ? new Fraction((System.Numerics.BigInteger)row.Amount.Pence * 100, round.Spendable.Pence).ToString(0) + "%"
                            : "None",
                    ]
                ))
                .ToList()
        );
    }

    private Chart Priorities()
    {
        var papers = User.Can(Permission.ViewPapers);
        var several = Figures.Round.Policy.MostPriorities > 1;
        string[] columns =
        [
            "Priority",
            several ? "Applications, by main priority" : "Applications",
            .. several ? ["Also served by"] : Array.Empty<string>(),
            "Asked for",
            .. papers ? ["Recommended"] : Array.Empty<string>(),
            "Awarded",
        ];
        // Until the round is decided the part of each frame that is filled is what is recommended.
        var recommended = papers && Figures.Round.DecidedAt is null;
        return new(
            "Money by priority",
            Figures
                .Priorities.Select(row =>
                {
                    var part = recommended ? row.Recommended : row.Awarded;
                    return new Bar(row.Name, part.Pence, $"{part.ToShortString()} of {row.Asked.ToShortString()}", row.Asked.Pence);
                })
                .ToList(),
            columns,
            Figures
                .Priorities.Select(row => new ChartRow(
                    row.Name,
                    [
                        $"{row.Applications}",
                        .. several ? [$"{row.Also}"] : Array.Empty<string>(),
                        row.Asked.ToShortString(),
                        .. papers ? [row.Recommended.ToShortString()] : Array.Empty<string>(),
                        row.Awarded.ToShortString(),
                    ]
                ))
                .ToList(),
            $"The frame of a bar is what is asked for. The filled part is what is {(recommended ? "recommended" : "awarded")}.{(several ? " Money is counted once, by the main priority." : "")}"
        );
    }

    private Chart Checks() =>
        new(
            "Applications by the result of their checks",
            Figures
                .Checks.Select(row => new Bar(ListWords.OfName(row.Result.ToString()), row.Applications, $"{row.Applications}"))
                .ToList(),
            ["Result", "Applications"],
            Figures
                .Checks.Select(row => new ChartRow(
                    ListWords.OfName(row.Result.ToString()),
                    [$"{row.Applications}"],
                    Links.Casework.ApplicationsWith(Id, row.Result)
                ))
                .ToList()
        );

    private Chart Panel() =>
        new(
            "Score sheets by assessor",
            Figures
                .Panel.Select(member => new Bar(
                    member.DisplayName,
                    member.Submitted,
                    $"{member.Submitted} of {ToSubmit(member)}",
                    ToSubmit(member)
                ))
                .ToList(),
            ["Assessor", "Submitted", "Not submitted", "Conflicts"],
            Figures
                .Panel.Select(member => new ChartRow(
                    member.DisplayName,
                    [$"{member.Submitted}", $"{ToSubmit(member) - member.Submitted}", $"{member.Conflicted}"]
                ))
                .ToList(),
            "The frame of a bar is the score sheets to submit, without those of applications with a conflict of interest."
        );

    private static int ToSubmit(RoundDashboard.Member member) => member.Assigned - member.Conflicted;

    private static decimal Share(int done, int all) => all == 0 ? 0 : 100m * done / all;
}
