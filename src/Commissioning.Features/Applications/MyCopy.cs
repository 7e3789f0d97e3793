using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The copy for the applicant's own people: frozen once sent, the current draft before.</summary>
public sealed class MyCopy(Db db)
{
    /// <param name="Json">Exactly what was received, for download; null: not sent, erased, or changed since.</param>
    /// <param name="Sha256">Hash of what was received; null where there is no file.</param>
    /// <param name="WhyNotAsReceived">Null when the copy is what was received.</param>
    /// <param name="WhyWithdrawn">Null unless the round was withdrawn.</param>
    /// <param name="Withdrawal">Null unless the application itself was withdrawn.</param>
    public sealed record Contents(
        ApplicationCopy Copy,
        string? Json,
        string? Sha256,
        string? WhyNotAsReceived,
        Refusal? WhyWithdrawn,
        Withdrawal? Withdrawal
    );

    /// <param name="By">Who withdrew it; null: not recorded.</param>
    /// <param name="Meaning">What can still be done.</param>
    public sealed record Withdrawal(DateTime At, string? By, string? Reason, string Meaning);

    public Task<Contents> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var mine = await ApplicationReader.FindMineAsync(work, actor, application);
            var round = await RoundReader.GetAsync(work, mine.RoundId);
            var withdrawn = RoundRules.WhyWithdrawn(round);
            var withdrawal = await work.FindOrDefaultAsync<WithdrawalRow>(WithdrawalSql, new { application }) is { } row
                ? new Withdrawal(row.WithdrawnAt, row.Person, row.Reason, ApplicationRules.AfterWithdrawal(round, work.Now))
                : null;
            if (mine.SubmittedAt is null)
                return new Contents(await SubmittedCopy.BuildAsync(work, application), null, null, null, withdrawn, withdrawal);
            var sent = await SubmittedCopy.GetAsync(work, application);
            var json =
                sent.WhyNotAsReceived is null && ApplicationCopy.IsFrozen(sent.Application.CopyJson) ? sent.Application.CopyJson : null;
            return new(sent.Copy, json, json is null ? null : sent.Application.CopySha256, sent.WhyNotAsReceived, withdrawn, withdrawal);
        });

    private const string WithdrawalSql = """
        select    a.WithdrawnAt as WithdrawnAt, p.DisplayName as Person, a.WithdrawReason as Reason
        from      Application a
        left join Person p on p.Id = a.WithdrawnBy
        where     a.Id = @application and a.Status = 'Withdrawn'
        """;

    private sealed record WithdrawalRow
    {
        public required DateTime WithdrawnAt { get; init; }
        public string? Person { get; init; }
        public string? Reason { get; init; }
    }

    /// <summary>What was sent before the organisation took it back.</summary>
    public Task<IReadOnlyList<EarlierCopies.EarlierFile>> EarlierAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            await ApplicationReader.FindMineAsync(work, actor, application);
            return await EarlierCopies.FilesAsync(work, application);
        });
}
