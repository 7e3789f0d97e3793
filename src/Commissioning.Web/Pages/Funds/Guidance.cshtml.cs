using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Funds;

/// <summary>What applicants read before they apply: one short page a subject, and all of them on one page to print.</summary>
[AllowAnonymous, Revalidated]
public sealed class GuidanceModel(
    OpenRounds openRounds,
    Db db,
    FileStore store,
    ChangeDecisionDate decisionDate,
    EarlierRounds earlierRounds,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public GuidancePart Part { get; private set; }
    public RoundSetup Setup { get; private set; } = null!;
    public Money Awarded { get; private set; }
    public Refusal? WhyClosed { get; private set; }
    public IReadOnlyList<ChangeDecisionDate.Change> DateChanges { get; private set; } = [];
    public IReadOnlyList<EarlierRound> Earlier { get; private set; } = [];
    public IReadOnlyList<GuidanceQueries.File> Files { get; private set; } = [];
    public IReadOnlyList<GuidanceQueries.Answered> Answers { get; private set; } = [];

    /// <summary>What was changed since publication, as applicants read it.</summary>
    public IReadOnlyList<RoundAmendment> Amendments { get; private set; } = [];
    public DateTime Now => clock.UtcNow();
    public bool NotYetOpen => Setup.Round.WithdrawnAt is null && Now < Setup.Round.OpensAt;

    /// <summary>The criteria with the questions that each judges.</summary>
    public IEnumerable<(Criterion Criterion, IReadOnlyList<Question> Questions)> Criteria =>
        Setup.Criteria.Select(criterion =>
            (criterion, (IReadOnlyList<Question>)Setup.Questions.Where(question => question.Settings.Criterion == criterion.Code).ToList())
        );

    public static string TitleOf(GuidancePart part) =>
        part switch
        {
            GuidancePart.Overview => "Overview",
            GuidancePart.WhoCanApply => "Who can apply",
            GuidancePart.WhatWeFund => "What we fund and what we never fund",
            GuidancePart.HowWeChoose => "How we choose",
            GuidancePart.WhatToHave => "What to have at hand",
            GuidancePart.Questions => "Questions and answers",
            _ => "All on one page, to print",
        };

    public async Task OnGetAsync(string? part)
    {
        var round = await openRounds.GetAsync(Id); // Not found until the round is published.
        Part =
            Enum.GetValues<GuidancePart>().Cast<GuidancePart?>().FirstOrDefault(one => Links.Funds.Guidance(Id, one!.Value) == PathOf(part))
            ?? throw new NotFoundException("No such page of guidance");
        (Setup, Amendments, Files, Answers) = await db.ReadAsync(async work =>
            (
                await RoundReader.GetSetupAsync(work, Id),
                await AmendmentQueries.PublicAsync(work, Id),
                (await GuidanceQueries.FilesAsync(work, Id)).Where(file => store.IsForPublic(file.ScanState)).ToList(),
                await GuidanceQueries.AnswersAsync(work, Id)
            )
        );
        if (Part is GuidancePart.HowWeChoose or GuidancePart.All)
            Earlier = await earlierRounds.BeforeAsync(round);
        DateChanges = await decisionDate.HistoryAsync(Id);
        Awarded = await openRounds.AwardedAsync(Id);
        WhyClosed = ApplicationRules.WhyCannotStart(Setup.Round, Awarded, Now);
    }

    private string PathOf(string? part) => part is null ? Links.Funds.Guidance(Id) : $"{Links.Funds.Guidance(Id)}/{part}";

    /// <summary>"added on 3 March 2027", where that was after publication.</summary>
    public string AddedOn(GuidanceQueries.File file) =>
        file.AddedAt > Setup.Round.PublishedAt ? $", added on {LondonTime.Date(file.AddedAt)}" : "";
}
