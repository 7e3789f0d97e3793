using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Decisions;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Decisions;

/// <summary>What a decision maker has settled so far on a paper: interests, the choice for the whole and the lines that are changed.
/// Nothing is decided until it is recorded. A draft is kept even when someone else decided meanwhile or the paper was taken back.</summary>
public sealed class DraftDecision(Db db)
{
    /// <summary>Longer texts are not kept. Far above what a decision may say, so that a long text can be shortened later.</summary>
    private const int MostKept = 50_000;

    /// <param name="Paper">The recommendation that the page showed.</param>
    /// <param name="Version">Of the draft that the page showed; 0 for the first.</param>
    /// <param name="Open">The line that is open on the page; null: none.</param>
    public sealed record Command(
        Guid Paper,
        int Version,
        DecisionWay? Way = null,
        bool? HasInterests = null,
        IReadOnlyList<DeclaredInterest>? Interests = null,
        DateOnly? OthersDecideBy = null,
        DateOnly? PutOffUntil = null,
        string? PutOffWhy = null,
        string? Note = null,
        string ProtectiveStatus = "Official",
        string? Exemption = null,
        Line? Open = null
    );

    /// <param name="Choice">Null: as recommended again.</param>
    /// <param name="Told">The reason, which the applicant reads.</param>
    /// <param name="Amounts">By budget line, in the order of the budget; read when it is funded.</param>
    /// <param name="CrimeReason">Why it will reduce crime; as it was offered, or null: in the paper's words.</param>
    public sealed record Line(
        Guid Application,
        DecisionChoice? Choice,
        string? Told,
        string? Condition,
        IReadOnlyList<Money?>? Amounts = null,
        DateOnly? DeferUntil = null,
        string? CrimeReason = null
    );

    public sealed record Saved
    {
        public DecisionWay? Way { get; init; }
        public bool? HasInterests { get; init; }
        public DeclaredInterests? InterestsJson { get; init; }
        public DateOnly? OthersDecideBy { get; init; }
        public DateOnly? PutOffUntil { get; init; }
        public string? PutOffWhy { get; init; }
        public string? Note { get; init; }
        public required string ProtectiveStatus { get; init; }
        public string? Exemption { get; init; }
        public required int Version { get; init; }
        public required DateTime SavedAt { get; init; }

        /// <summary>Nothing was saved yet.</summary>
        public static readonly Saved Nothing = new()
        {
            ProtectiveStatus = "Official",
            Version = 0,
            SavedAt = DateTime.MinValue,
        };
    }

    /// <param name="complete">Also refuse a line whose reason is missing, which a save while typing does not.</param>
    /// <returns>The draft's version.</returns>
    public Task<Result<int>> RunAsync(Actor actor, Guid round, Command command, bool complete = false) =>
        db.ChangeAsync(
            actor,
            AuditAction.DecisionDrafted,
            command.Open?.Application ?? round,
            async work => await SaveAsync(work, actor, round, command, complete)
        );

    internal static Task<Saved?> FindAsync(Work work, Guid paper, Guid person) =>
        work.FindOrDefaultAsync<Saved>(
            "select Way, HasInterests, InterestsJson, OthersDecideBy, PutOffUntil, PutOffWhy, Note, ProtectiveStatus, Exemption, Version, SavedAt from DecisionDraft where RecommendationId = @paper and PersonId = @person",
            new { paper, person }
        );

    private static async Task<Result<int>> SaveAsync(Work work, Actor actor, Guid round, Command command, bool complete)
    {
        var view = await DecideRound.GetAsync(work, actor, round, command.Paper);
        if (view.MayNotDraft is { } refusal)
            return refusal;
        if (view.Draft.Version != command.Version)
            return view.WhyNot
                ?? new Refusal(
                    "You saved this decision on another screen since you opened it here. Check what is below, then save again to keep it",
                    nameof(command.Version)
                );
        List<Refusal> wrong =
        [
            .. TextLimit.WhyTooLong([
                (command.PutOffWhy, MostKept, nameof(command.PutOffWhy)),
                (command.Note, MostKept, nameof(command.Note)),
                (command.Exemption, MostKept, nameof(command.Exemption)),
                (command.Open?.Told, MostKept, nameof(Line.Told)),
                (command.Open?.Condition, MostKept, nameof(Line.Condition)),
                (command.Open?.CrimeReason, MostKept, nameof(Line.CrimeReason)),
                .. (command.Interests ?? []).Select(
                    (interest, i) => (interest.Detail, MostKept, Refusal.At(nameof(command.Interests), i, nameof(DeclaredInterest.Detail)))
                ),
            ]),
        ];
        AwardedLines? lines = null;
        if (command.Open is { } open)
        {
            var (read, refusals) = await ReadAsync(work, view, open, complete);
            lines = read;
            wrong.AddRange(refusals);
        }
        if (wrong.Count > 0)
            return wrong;
        if (command.Open is { } line)
            await WriteLineAsync(work, actor, view, line, lines);
        var interests = (command.Interests ?? []).Where(interest => !interest.IsBlank).ToList();
        var row = new
        {
            command.Paper,
            Person = actor.Id,
            command.Way,
            command.HasInterests,
            Interests = interests.Count == 0 ? null : new DeclaredInterests(interests),
            command.OthersDecideBy,
            command.PutOffUntil,
            PutOffWhy = Text(command.PutOffWhy),
            Note = Text(command.Note),
            command.ProtectiveStatus,
            Exemption = Text(command.Exemption),
            work.Now,
            command.Version,
        };
        if (command.Version == 0)
            await work.ExecuteAsync(InsertSql, row);
        else
            await work.ExecuteOneAsync(UpdateSql, row);
        if (command.Open is null)
            work.Note("The choice for the whole paper is saved, not recorded yet");
        return Result.Made(command.Version + 1);
    }

    private static async Task<(AwardedLines? Lines, IReadOnlyList<Refusal> Wrong)> ReadAsync(
        Work work,
        DecideRound.RoundToDecide view,
        Line open,
        bool complete
    )
    {
        var line =
            view.Lines.FirstOrDefault(line => line.ApplicationId == open.Application)
            ?? throw new NotFoundException("No such application in this paper");
        if (open.Choice is not { } choice)
            return (null, []);
        var wrong = new List<Refusal>();
        AwardedLines? lines = null;
        if (choice == DecisionChoice.Fund && open.Amounts is not null)
        {
            var (read, refused) = await FurtherDecision.LinesAsync(work, view.Round, open.Application, open.Amounts);
            wrong.AddRange(refused);
            lines = read;
        }
        if (
            choice == DecisionChoice.Defer
            && DecisionRules.WhyCannotDefer(open.DeferUntil, LondonTime.DateOf(work.Now), nameof(open.DeferUntil)) is { } day
        )
            wrong.Add(day);
        var settled = new DecisionOnApplication(
            line.ApplicationId,
            line.Reference,
            line.Recommended,
            choice == DecisionChoice.Fund,
            lines?.Total ?? line.Amount,
            open.Told,
            open.Condition,
            choice == DecisionChoice.Defer ? open.DeferUntil ?? DateOnly.MinValue : null,
            line.Amount
        );
        if (
            complete
            && choice == DecisionChoice.Fund
            && open.CrimeReason is not null
            && CrimeReasonRules.WhyNot(open.CrimeReason, nameof(open.CrimeReason)) is { } noReason
        )
            wrong.Add(noReason);
        if (complete && DecisionRules.WhyLineIsIncomplete(settled, nameof(open.Told)) is { } missing)
            wrong.Add(missing);
        if (
            complete
            && choice == DecisionChoice.Decline
            && DeclineReasons.WhyUntrue(line.Reference, open.Told, view.FactsOf(line), nameof(open.Told)) is { } untrue
        )
            wrong.Add(untrue);
        return (lines, wrong);
    }

    private static async Task WriteLineAsync(Work work, Actor actor, DecideRound.RoundToDecide view, Line open, AwardedLines? lines)
    {
        var line = view.Lines.First(one => one.ApplicationId == open.Application);
        var (reason, condition) = (Text(open.Told), Text(open.Condition));
        var crimeReason = open.Choice == DecisionChoice.Fund && !line.OffersReason(open.CrimeReason) ? Text(open.CrimeReason) : null;
        var asRecommended =
            open.Choice is null
            || (
                open.Choice == (line.Recommended ? DecisionChoice.Fund : DecisionChoice.Decline)
                && lines is null
                && reason is null
                && condition == line.CheckCondition
                && crimeReason is null
            );
        var row = new
        {
            view.RecommendationId,
            Person = actor.Id,
            open.Application,
            Funded = open.Choice == DecisionChoice.Fund,
            reason,
            condition,
            crimeReason,
            lines,
            Until = open.Choice == DecisionChoice.Defer ? open.DeferUntil : null,
            work.Now,
        };
        await work.ExecuteAsync(
            "delete from DecisionDraftLine where RecommendationId = @RecommendationId and PersonId = @Person and ApplicationId = @Application",
            row
        );
        if (!asRecommended)
            await work.ExecuteAsync(
                "insert into DecisionDraftLine (RecommendationId, PersonId, ApplicationId, Funded, Reason, Condition, CrimeReason, LinesJson, DeferredUntil, SavedAt) values (@RecommendationId, @Person, @Application, @Funded, @reason, @condition, @crimeReason, @lines, @Until, @Now)",
                row
            );
        work.Note($"{line.Reference}: {InWords(open, asRecommended, lines)}, not recorded yet");
    }

    private static string InWords(Line open, bool asRecommended, AwardedLines? lines) =>
        asRecommended ? "as recommended"
        : open.Choice == DecisionChoice.Fund
            ? lines is null ? "fund"
                : $"fund with {lines.Total}"
        : open.Choice == DecisionChoice.Defer ? $"defer until {LondonTime.Date(open.DeferUntil!.Value)}"
        : "do not fund";

    private static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private const string InsertSql = """
        insert into DecisionDraft (RecommendationId, PersonId, Way, HasInterests, InterestsJson, OthersDecideBy, PutOffUntil, PutOffWhy, Note, ProtectiveStatus, Exemption, Version, SavedAt)
        values (@Paper, @Person, @Way, @HasInterests, @Interests, @OthersDecideBy, @PutOffUntil, @PutOffWhy, @Note, @ProtectiveStatus, @Exemption, 1, @Now)
        """;
    private const string UpdateSql = """
        update DecisionDraft
        set    Way = @Way, HasInterests = @HasInterests, InterestsJson = @Interests, OthersDecideBy = @OthersDecideBy, PutOffUntil = @PutOffUntil, PutOffWhy = @PutOffWhy,
               Note = @Note, ProtectiveStatus = @ProtectiveStatus, Exemption = @Exemption, Version = Version + 1, SavedAt = @Now
        where  RecommendationId = @Paper and PersonId = @Person and Version = @Version
        """;
}
