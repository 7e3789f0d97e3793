using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Casework;

// The contents of a project's file, record by record; ProjectFile.cs reads them.
public sealed partial class ProjectFile
{
    public sealed record Project
    {
        public required Guid Id { get; init; }
        public required Guid ApplicationId { get; init; }
        public required Guid RoundId { get; init; }
        public required string Reference { get; init; }
        public required string Organisation { get; init; }
        public required string ProjectName { get; init; }
        public required Money Amount { get; init; }
        public required Money GivenBack { get; init; }
        public required string CrimeReductionReason { get; init; }
        public required string Conditions { get; init; }
        public string? Purpose { get; init; }
        public DateOnly? StartsOn { get; init; }
        public DateOnly? EndsOn { get; init; }
        public DateTime? OfferedAt { get; init; }
        public DateOnly? AcceptBy { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public string? AcceptedName { get; init; }
        public string? AcceptedRole { get; init; }
        public string? AcceptedSha256 { get; init; }
        public DateTime? EndedAt { get; init; }
        public string? EndedHow { get; init; }
        public string? EndedBy { get; init; }
        public string? EndedReason { get; init; }
        public string? PreventionLevel { get; init; }
        public DateTime? PublishedAt { get; init; }
    }

    public sealed record EarlierCopy
    {
        public required string Reason { get; init; }
        public required DateTime AnsweredAt { get; init; }
        public required string CopyBefore { get; init; }
        public required string Sha256Before { get; init; }
    }

    public sealed record Check
    {
        public required string Name { get; init; }
        public required CheckStatus Status { get; init; }
        public DateOnly? CheckedOn { get; init; }
        public string? CheckedBy { get; init; }
        public DateOnly? ExpiresOn { get; init; }
    }

    public sealed record Score
    {
        public required string Criterion { get; init; }
        public required int Weight { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public string? Reason { get; init; }
        public string? AgreedBy { get; init; }
        public required DateTime AgreedAt { get; init; }
    }

    public sealed record PassFailRow
    {
        public required string Name { get; init; }
        public required bool Passed { get; init; }
        public string? Reason { get; init; }
    }

    public sealed record Meeting
    {
        public required string Note { get; init; }
        public required string Present { get; init; }
    }

    public sealed record Decision
    {
        public string? Number { get; init; }
        public required DateTime DecidedAt { get; init; }
        public required string DecidedBy { get; init; }
        public required bool Funded { get; init; }
        public required Money Amount { get; init; }
        public string? Reason { get; init; }
        public string? Condition { get; init; }
        public string? Corrects { get; init; }
    }

    public sealed record Letter
    {
        public required string Kind { get; init; }
        public required string State { get; init; }
        public required DateTime MadeAt { get; init; }
        public DateTime? SentAt { get; init; }
        public required string Sha256 { get; init; }
        public required string DocumentJson { get; init; }
        public Guid? PdfFileId { get; init; }
    }

    public sealed record AwardCondition
    {
        public required string Name { get; init; }
        public required string Stage { get; init; }
        public required string State { get; init; }
        public DateTime? GivenAt { get; init; }
        public string? Note { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
    }

    public sealed record Question
    {
        public required string Asked { get; init; }
        public string? AskedBy { get; init; }
        public required DateTime AskedAt { get; init; }
        public string? Answer { get; init; }
        public string? AnsweredBy { get; init; }
        public DateTime? AnsweredAt { get; init; }
    }

    public sealed record Change
    {
        public required VariationKind Kind { get; init; }
        public required string Reason { get; init; }
        public required VariationDetails Wanted { get; init; }
        public VariationDetails? Earlier { get; init; }
        public required bool AskedByOffice { get; init; }
        public string? AskedBy { get; init; }
        public required DateTime AskedAt { get; init; }
        public required string State { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
    }

    public sealed record Instalment
    {
        public required Money Amount { get; init; }
        public required DateOnly DueOn { get; init; }
        public required bool InArrears { get; init; }
        public string? Condition { get; init; }
        public string? MetBy { get; init; }
        public DateTime? MetAt { get; init; }
    }

    public sealed record Receipt
    {
        public required DateTime ClaimedAt { get; init; }
        public required string State { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public required string Item { get; init; }
        public required string Supplier { get; init; }
        public required DateOnly SpentOn { get; init; }
        public required Money Amount { get; init; }
    }

    public sealed record Payment
    {
        public required Money Amount { get; init; }
        public required string Reason { get; init; }
        public required string Status { get; init; }
        public string? RequestedBy { get; init; }
        public required DateTime RequestedAt { get; init; }
        public string? DecidedBy { get; init; }
        public DateTime? DecidedAt { get; init; }
        public string? DecidedNote { get; init; }
        public string? Batch { get; init; }
        public DateOnly? PaidOn { get; init; }
        public string? ResultNote { get; init; }
    }

    public sealed record Return
    {
        public required Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string Status { get; init; }
        public required DateOnly DueOn { get; init; }
        public DateOnly? PeriodFrom { get; init; }
        public DateOnly? PeriodTo { get; init; }
        public string? Delivered { get; init; }
        public string? Learned { get; init; }
        public int? PeopleNew { get; init; }
        public int? PeopleRepeat { get; init; }
        public string? PreventionLevel { get; init; }
        public string? Story { get; init; }
        public required bool StoryConsent { get; init; }
        public string? QuoteText { get; init; }
        public required bool QuoteConsent { get; init; }
        public string? PreparedBy { get; init; }
        public DateTime? PreparedAt { get; init; }
        public string? SubmittedBy { get; init; }
        public DateTime? SubmittedAt { get; init; }
        public string? ReviewedBy { get; init; }
        public DateTime? ReviewedAt { get; init; }
        public string? ReviewNote { get; init; }
        public string? Rating { get; init; }
    }

    public sealed record SpendRow
    {
        public required Guid ReturnId { get; init; }
        public required string Item { get; init; }
        public required Money Budget { get; init; }
        public required Money Spent { get; init; }
        public string? Explanation { get; init; }
    }

    public sealed record OutcomeAchieved
    {
        public required Guid ReturnId { get; init; }
        public required string Outcome { get; init; }
        public required string Measure { get; init; }
        public required string Baseline { get; init; }
        public required string Target { get; init; }
        public string? BeforeFigure { get; init; }
        public string? AfterFigure { get; init; }
        public required string Achieved { get; init; }
        public string? Verdict { get; init; }
    }

    public sealed record People
    {
        public required Guid ReturnId { get; init; }
        public required string Question { get; init; }
        public required string Choice { get; init; }
        public required int Number { get; init; }
    }

    public sealed record ReviewPoint
    {
        public required Guid ReturnId { get; init; }
        public required string Part { get; init; }
        public required string Note { get; init; }
        public string? AskedBy { get; init; }
        public required DateTime AskedAt { get; init; }
    }

    public sealed record Visit
    {
        public required DateOnly VisitedOn { get; init; }
        public required string Who { get; init; }
        public required bool ByCommissioner { get; init; }
        public required string Notes { get; init; }
        public string? RecordedBy { get; init; }
    }

    public sealed record CloseOut
    {
        public required Money Awarded { get; init; }
        public required Money Paid { get; init; }
        public required Money Spent { get; init; }
        public required Money NotDrawn { get; init; }
        public required Money ToReturn { get; init; }
        public string? ProposedBy { get; init; }
        public required DateTime ProposedAt { get; init; }
        public string? Note { get; init; }
        public string? AgreedName { get; init; }
        public DateTime? AgreedAt { get; init; }
        public string? ReuseFor { get; init; }
        public required Money Reused { get; init; }
        public string? ReuseBy { get; init; }
        public DateTime? ReuseAt { get; init; }
        public string? ReuseReason { get; init; }
        public string? InvoiceNumber { get; init; }
        public required Money Received { get; init; }
        public DateOnly? ReceivedOn { get; init; }
        public string? ReceiptReference { get; init; }
        public string? ClosedBy { get; init; }
        public DateTime? ClosedAt { get; init; }
    }

    /// <summary>An uploaded file.</summary>
    public sealed record Upload
    {
        public required string Source { get; init; }
        public required string What { get; init; }
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required long ByteLength { get; init; }
        public required string Sha256 { get; init; }
        public required ScanState ScanState { get; init; }
    }

    public sealed record Contents
    {
        public required Project Project { get; init; }
        public required DateTime At { get; init; }
        public required SubmittedCopy.SubmittedVersions Application { get; init; }
        public required IReadOnlyList<EarlierCopy> EarlierCopies { get; init; }
        public required IReadOnlyList<Check> Checks { get; init; }
        public required IReadOnlyList<Score> Scores { get; init; }
        public required IReadOnlyList<PassFailRow> PassFailCriteria { get; init; }
        public Meeting? Meeting { get; init; }
        public required IReadOnlyList<Decision> Decisions { get; init; }
        public required IReadOnlyList<Letter> Letters { get; init; }
        public required IReadOnlyList<AwardCondition> AwardConditions { get; init; }
        public required IReadOnlyList<Question> Questions { get; init; }
        public required IReadOnlyList<Change> Changes { get; init; }
        public required IReadOnlyList<Instalment> Instalments { get; init; }
        public required IReadOnlyList<Receipt> Receipts { get; init; }
        public required IReadOnlyList<Payment> Payments { get; init; }
        public required IReadOnlyList<Return> Returns { get; init; }
        public required ILookup<Guid, SpendRow> Spending { get; init; }
        public required ILookup<Guid, OutcomeAchieved> Outcomes { get; init; }
        public required ILookup<Guid, People> PeopleReached { get; init; }
        public required ILookup<Guid, ReviewPoint> Value { get; init; }
        public required IReadOnlyList<Visit> Visits { get; init; }
        public CloseOut? CloseOut { get; init; }
        public required IReadOnlyList<Upload> Uploads { get; init; }
        public required IReadOnlyList<AuditEntry> Trail { get; init; }
    }
}
