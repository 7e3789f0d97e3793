using Commissioning.Features.DueDiligence;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Payments;

/// <summary>An account in use that the bank says is wrong: nothing is paid there until somebody has checked it and another person confirmed
/// it, or the organisation gave another.</summary>
internal static class BankDetailsBack
{
    /// <param name="why">Who said so, after "because of".</param>
    public static async Task ToCheckAsync(Work work, Guid details, string why)
    {
        var row = await work.FindAsync<Row>("select OrganisationId, LastFour from BankDetails where Id = @details", new { details });
        // One set of details waits at a time: where newer ones do, these are only taken out of use.
        var waits = await work.ScalarAsync<int>(
            "select count(*) from BankDetails where OrganisationId = @OrganisationId and State = 'Given'",
            new { row.OrganisationId }
        );
        if (
            await work.ExecuteAsync(
                "update BankDetails set State = @State, IsChange = 1, Payee = null, PayeeName = null, PayeeNote = null, PayeeBy = null, PayeeAt = null, CallNumber = null, CallFrom = null, CallSource = null, CallPerson = null, CallRole = null, CallNote = null, CalledBy = null, CalledAt = null, ProposedBy = null, ProposedAt = null, ProposedNote = null, DecidedBy = null, DecidedAt = null, DecidedNote = null, Version = Version + 1 where Id = @details and State = 'Confirmed'",
                new { details, State = waits > 0 ? "Replaced" : "Given" }
            ) == 0
        )
            return;
        await SyncFindings.MarkStaleAsync(work, row.OrganisationId);
        work.Note($"The account ending {row.LastFour} is to be checked again because of {why}");
    }

    private sealed record Row
    {
        public required Guid OrganisationId { get; init; }
        public required string LastFour { get; init; }
    }
}
