using Commissioning.Domain;
using Commissioning.Domain.Awards;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Monitoring;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Applications;
using Commissioning.Features.Awards;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Monitoring;

/// <summary>The certificate of how a grant was used: a statement of what was paid, spent by budget line and left. Its figures are those of
/// the final return and of the payments.</summary>
public static class UseCertificates
{
    public sealed record CertificateRow
    {
        public required Guid AwardId { get; init; }
        public required UseCertificateKind Kind { get; init; }
        public required Money AskedFrom { get; init; }
        public required int DueDays { get; init; }
        public required bool HoldsPayment { get; init; }
        public required UseCertificateState State { get; init; }
        public DateTime? AskedAt { get; init; }
        public DateOnly? DueOn { get; init; }
        public string? Again { get; init; }
        public string? Examiner { get; init; }
        public string? ExaminerBody { get; init; }
        public string? ExaminerNumber { get; init; }
        public ExaminerCapacity? ExaminerCapacity { get; init; }
        public DateOnly? ExaminedOn { get; init; }
        public Guid? ExaminerFileId { get; init; }
        public string? ExaminerFile { get; init; }
        public UseFigures? ExaminedFigures { get; init; }
        public Guid? ExaminerGivenBy { get; init; }
        public string? WaiverReason { get; init; }
        public Guid? WaiverAskedBy { get; init; }
        public string? WaiverAskedByName { get; init; }
        public DateTime? WaiverAskedAt { get; init; }
        public string? WaivedByName { get; init; }
        public DateTime? WaivedAt { get; init; }
        public required int Version { get; init; }
        public bool IsExamined => Kind == UseCertificateKind.Examined;
    }

    public sealed record CopyRow
    {
        public required Guid Id { get; init; }
        public required int Number { get; init; }
        public required UseFigures Figures { get; init; }
        public required string Sha256 { get; init; }
        public required string SignName { get; init; }
        public required string SignRole { get; init; }
        public required DateOnly SignedOn { get; init; }
        public required Guid SignedBy { get; init; }
        public string? SignedByName { get; init; }
        public required DateTime SignedAt { get; init; }
        public Guid? PaperFileId { get; init; }
        public ScanState? PaperScan { get; init; }
        public Guid? ExaminerFileId { get; init; }
        public required UseCopyState State { get; init; }
        public string? Note { get; init; }
        public string? DecidedByName { get; init; }
        public DateTime? DecidedAt { get; init; }
        public bool Stands => State is UseCopyState.Sent or UseCopyState.Accepted;
    }

    public sealed record FinalReturn
    {
        public required Guid Id { get; init; }
        public required ReturnStatus Status { get; init; }
        public required Money Spent { get; init; }
        public DateOnly? PeriodTo { get; init; }

        /// <summary>Who wrote it.</summary>
        public Guid? PreparedBy { get; init; }
        public string? PreparedByName { get; init; }
    }

    /// <param name="Final">Null: none is planned.</param>
    /// <param name="Now">The figures as they are now; null: the final return is not with the office.</param>
    /// <param name="Copies">Each signing, the latest first.</param>
    /// <param name="People">The organisation's members.</param>
    public sealed record CertificatePage(
        AwardReader.AwardRow Award,
        CertificateRow Row,
        FinalReturn? Final,
        UseFigures? Now,
        IReadOnlyList<UseDifference> Differences,
        IReadOnlyList<CopyRow> Copies,
        IReadOnlyList<OrganisationPerson> People,
        DateOnly Today
    )
    {
        public Refusal? WhyNotOpen => UseCertificateRules.WhyNotOpen(Row.State, Final?.Status, Now);

        /// <summary>Who may sign for the organisation.</summary>
        public IReadOnlyList<OrganisationPerson> Signatories => MemberRules.Signatories(People);

        /// <summary>The signing that counts; null: none does.</summary>
        public CopyRow? Standing => Copies.FirstOrDefault(copy => copy.Stands);

        /// <summary>What the examiner looked at still holds, or none is needed.</summary>
        public bool IsExamined =>
            !Row.IsExamined || (Row.ExaminedFigures is { } seen && Now is { } now && UseCertificateRules.WhyOutOfDate(seen, now) is null);

        public Refusal? WhyCannotSign(Actor actor) =>
            UseCertificateRules.WhyCannotSign(Signatories, actor.Id, People.Any(one => one.PersonId == actor.Id), Final?.PreparedBy);
    }

    public static async Task<CertificatePage> GetAsync(Work work, Guid award) =>
        await ViewAsync(work, await AwardReader.FindAsync(work, award))
        ?? throw new NotFoundException("This grant owes no certificate of how it was used");

    /// <summary>For a member of the organisation or, if the application came on paper, for the officers who enter what it sends.</summary>
    public static async Task<CertificatePage> MineAsync(Work work, Actor actor, Guid application) =>
        await ViewAsync(work, await AwardReader.FindMineAsync(work, actor, application))
        ?? throw new NotFoundException("This grant owes no certificate of how it was used");

    /// <summary>Null: the award owes none.</summary>
    public static async Task<UseCertificateState?> StateAsync(Work work, Guid award) =>
        await work.ScalarAsync<string?>("select State from UseCertificate where AwardId = @award", new { award }) is { } state
            ? Enum.Parse<UseCertificateState>(state)
            : null;

    /// <summary>Null: the award owes none.</summary>
    internal static async Task<CertificatePage?> ViewAsync(Work work, AwardReader.AwardRow award)
    {
        if (await work.FindOrDefaultAsync<CertificateRow>(RowSql, award) is not { } row)
            return null;
        var final = await work.FindOrDefaultAsync<FinalReturn>(FinalSql, award);
        var lines = final is null ? [] : await ReportedSpending.LinesAsync(work, award.ApplicationId, final.Id);
        var now = final?.Status is ReturnStatus.Submitted or ReturnStatus.Accepted
            ? Figures(award, await work.ScalarAsync<Money>(ReturnedSql, award), final, lines)
            : null;
        return new(
            award,
            row,
            final,
            now,
            now is null
                ? []
                : UseCertificateRules.Differences(
                    now,
                    Tolerance.Of(award.Net, (await RoundReader.GetAsync(work, award.RoundId)).Policy.Awards),
                    lines.Select(line => line.Reason).ToList()
                ),
            await work.QueryAsync<CopyRow>(CopiesSql, award),
            await MemberChange.PeopleAsync(work, award.OrganisationId),
            LondonTime.DateOf(work.Now)
        );
    }

    /// <summary>Plans the certificate that the agreement asks for, when the grant is accepted.</summary>
    internal static async Task PlanAsync(Work work, AwardReader.AwardRow award, AwardPolicy policy)
    {
        if (UseCertificateRules.KindOf(award.Amount, policy) is not { } kind)
            return;
        await work.ExecuteAsync(
            "insert into UseCertificate (AwardId, Kind, AskedFrom, DueDays, HoldsPayment, State, Version) values (@Id, @kind, @From, @CertificateDays, @CertificateHoldsPayment, 'Wanted', 1)",
            new
            {
                award.Id,
                kind,
                From = UseCertificateRules.From(kind, policy),
                policy.CertificateDays,
                policy.CertificateHoldsPayment,
            }
        );
    }

    /// <summary>The condition that a certificate (uc) is to be signed and can be: the final return is with the office.</summary>
    internal const string CanBeSignedSql =
        "uc.State = 'Wanted' and exists (select 1 from MonitoringReturn fr where fr.AwardId = uc.AwardId and fr.Kind = 'Final' and fr.Status in ('Submitted', 'Accepted'))";

    /// <param name="returned">What came back of it; it has left the award.</param>
    private static UseFigures Figures(AwardReader.AwardRow award, Money returned, FinalReturn final, IReadOnlyList<SpentLine> lines) =>
        new()
        {
            Grant = award.Net + returned,
            Paid = award.Paid,
            Returned = returned,
            Spent = final.Spent,
            Lines = lines.Select(line => new UseLine(line.Item, line.Budget, line.Spent)).ToList(),
        };

    private const string RowSql = """
        select    c.AwardId, c.Kind, c.AskedFrom, c.DueDays, c.HoldsPayment, c.State, c.AskedAt, c.DueOn, c.Again, c.Examiner, c.ExaminerBody, c.ExaminerNumber, c.ExaminerCapacity, c.ExaminedOn, c.ExaminerFileId, f.Name as ExaminerFile,
                  c.ExaminedFigures, c.ExaminerGivenBy, c.WaiverReason, c.WaiverAskedBy, a.DisplayName as WaiverAskedByName, c.WaiverAskedAt, w.DisplayName as WaivedByName, c.WaivedAt, c.Version
        from      UseCertificate c
        left join StoredFile f on f.Id = c.ExaminerFileId
        left join Person a on a.Id = c.WaiverAskedBy
        left join Person w on w.Id = c.WaivedBy
        where     c.AwardId = @Id
        """;
    private const string FinalSql =
        "select t.Id, t.Status, coalesce(t.Spent, 0) as Spent, t.PeriodTo, t.PreparedBy, p.DisplayName as PreparedByName from MonitoringReturn t left join Person p on p.Id = t.PreparedBy where t.AwardId = @Id and t.Kind = 'Final'";
    private const string ReturnedSql = "select coalesce(sum(Received), 0) from CloseOut where AwardId = @Id";
    private const string CopiesSql = """
        select    c.Id, c.Number, c.Figures, c.Sha256, c.SignName, c.SignRole, c.SignedOn, c.SignedBy, p.DisplayName as SignedByName, c.SignedAt, c.PaperFileId, f.ScanState as PaperScan, c.ExaminerFileId, c.State, c.Note, d.DisplayName as DecidedByName, c.DecidedAt
        from      UseCertificateCopy c
        left join Person p on p.Id = c.SignedBy
        left join Person d on d.Id = c.DecidedBy
        left join StoredFile f on f.Id = c.PaperFileId
        where     c.AwardId = @Id
        order by  c.Number desc
        """;
}
