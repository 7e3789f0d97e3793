using Commissioning.Domain;
using Commissioning.Domain.Organisations;
using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>The bank could not pay into an account, or sent the money back. Whoever uses that account, it is checked again as new details
/// are, and by two people, before anything more goes there.</summary>
public static class AccountRecheck
{
    /// <param name="details">The details that the payment was for.</param>
    /// <param name="why">What the bank did, in a sentence without its full stop.</param>
    internal static async Task StartAsync(Work work, Guid details, string why)
    {
        var same = await work.QueryAsync<SameAccount>(SameSql, new { details });
        foreach (var one in same)
        {
            // New details wait already, so this account is not looked at any more.
            var replaced = one.State == BankState.Confirmed && one.OtherWaits;
            await work.ExecuteOneAsync(
                AgainSql,
                new
                {
                    one.Id,
                    one.Version,
                    State = replaced ? BankState.Replaced : BankState.Given,
                    Why = why,
                    work.Now,
                }
            );
            work.Note(
                $"Account ending {one.LastFour} of {one.Organisation} {(replaced ? "is not used any more" : "is to be checked again")}"
            );
            await SyncFindings.MarkStaleAsync(work, one.OrganisationId);
        }
    }

    private sealed record SameAccount
    {
        public required Guid Id { get; init; }
        public required Guid OrganisationId { get; init; }
        public required string Organisation { get; init; }
        public required string LastFour { get; init; }
        public required BankState State { get; init; }
        public required bool OtherWaits { get; init; }
        public required int Version { get; init; }
    }

    private const string SameSql = """
        select   b.Id, b.OrganisationId, o.Name as Organisation, b.LastFour, b.State, b.Version,
                 case when exists (select 1 from BankDetails n where n.OrganisationId = b.OrganisationId and n.Id <> b.Id and n.State = 'Given') then 1 else 0 end as OtherWaits
        from     BankDetails h
        join     BankDetails b on b.AccountHash = h.AccountHash
        join     Organisation o on o.Id = b.OrganisationId
        where    h.Id = @details and b.State in ('Given', 'Confirmed')
        order by b.GivenAt, b.Id
        """;

    // What was seen before the bank's answer proves nothing after it; the audit trail keeps it.
    private const string AgainSql = """
        update BankDetails
        set    State = @State, RecheckWhy = @Why, RecheckAt = @Now, AffirmedBy = null, AffirmedAt = null,
               Payee = null, PayeeName = null, PayeeNote = null, PayeeBy = null, PayeeAt = null,
               CallNumber = null, CallFrom = null, CallSource = null, CallPerson = null, CallRole = null, CallNote = null, CalledBy = null, CalledAt = null,
               ProposedBy = null, ProposedAt = null, ProposedNote = null, DecidedBy = null, DecidedAt = null, DecidedNote = null, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
