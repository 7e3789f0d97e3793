using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Audit;

public sealed class AuditCheckpointTests : IDisposable
{
    private static readonly X509Certificate2 Certificate = TestCertificate.SelfSigned();
    private static readonly X509Certificate2 Old = TestCertificate.SelfSigned();
    private readonly TestDatabase database = new();
    private readonly Db db;

    public AuditCheckpointTests()
    {
        database.Clock.MoveTo("2027-01-11 09:00");
        db = Portal(new(() => Certificate));
    }

    [Fact]
    public async Task An_entry_is_signed_when_the_last_signature_is_an_hour_old_and_each_decision_is()
    {
        await ActAsync();
        await ActAsync("2027-01-11 09:59");
        await ActAsync("2027-01-11 10:05");
        await ActAsync("2027-01-11 10:15", AuditAction.RoundDecided);
        await ActAsync("2027-01-11 10:25");

        Assert.Equal([1L, 3, 4], await SignedAsync());
        var found = await new VerifyAudit(db).RunAsync();
        Assert.Equal(
            "The audit trail is intact: 5 entries, 4 of them signed. 0 copies of applications are what was received.",
            found.Sentence
        );
        Assert.Equal((5L, 4L), (found.Entries, found.SignedTo));
    }

    [Fact]
    public async Task The_certificate_that_the_portal_makes_signs_with_padding_that_is_still_approved()
    {
        using var own = KeyCertificate.FromFile(TestCertificate.Make(), TestCertificate.Password);
        var portal = Portal(new(() => own));
        await portal.RecordAsync(Actor.Portal, AuditAction.RoundDecided, Guid.NewGuid(), _ => Task.CompletedTask);
        Assert.True((await new VerifyAudit(portal).RunAsync()).Intact);
        var signed = new CheckpointKey(() => own).Sign(new AuditHead(1, new string('0', 64)), database.Clock.GetUtcNow().UtcDateTime);
        using var key = own.GetRSAPublicKey();
        Assert.True(
            key!.VerifyData(
                Encoding.UTF8.GetBytes(signed.Text),
                Convert.FromBase64String(signed.Signature),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pss
            )
        );
    }

    [Fact]
    public async Task A_quiet_hour_is_signed_by_the_portal_itself()
    {
        await ActAsync();
        await ActAsync("2027-01-11 09:30");
        await db.CheckpointAsync();
        Assert.Equal([1L], await SignedAsync());
        database.Clock.MoveTo("2027-01-11 10:30");
        await db.CheckpointAsync();
        await db.CheckpointAsync();
        Assert.Equal([1L, 2], await SignedAsync());
        Assert.True((await new VerifyAudit(db).RunAsync()).Intact);
    }

    [Theory]
    [InlineData("a rewritten entry with all hashes recomputed", "Entry 3 is not the one that was signed on 2027-01-11 10:05:00Z")]
    [InlineData("the same, with the signed hashes rewritten too", "The signature of entry 3 is not by the key that it names")]
    [InlineData("the same, with the signatures deleted", "Entry 3 of 2027-01-11 10:05:00Z has no signature and must have one")]
    [InlineData("the same, signed with another key", "Entry 3 is signed with the key")]
    [InlineData("the end deleted", "The audit trail ends at entry 3, but entry 5 was signed: its end was deleted")]
    public async Task What_whoever_can_write_the_database_does_to_the_trail_is_found(string tampering, string sentence)
    {
        await ActAsync();
        foreach (var time in new[] { "09:59", "10:05", "10:59", "11:10" })
            await ActAsync("2027-01-11 " + time);
        await (
            tampering switch
            {
                "a rewritten entry with all hashes recomputed" => RewriteAsync(),
                "the same, with the signed hashes rewritten too" => RewriteAsync(
                    "update AuditCheckpoint set Hash = (select e.Hash from AuditEntry e where e.Sequence = AuditCheckpoint.Sequence)"
                ),
                "the same, with the signatures deleted" => RewriteAsync("delete from AuditCheckpoint where Sequence > 1"),
                "the same, signed with another key" => RewriteAsync(null, new CheckpointKey(TestCertificate.SelfSigned)),
                _ => db.HousekeepAsync(work =>
                    work.ExecuteAsync(
                        """
                        delete from AuditEntry where Sequence > 3;
                        update AuditHead set Sequence = 3, Hash = (select e.Hash from AuditEntry e where e.Sequence = 3) where Id = 1
                        """
                    )
                ),
            }
        );
        var found = await new VerifyAudit(db).RunAsync();
        Assert.False(found.Intact);
        Assert.StartsWith(sentence, found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_end_deleted_with_its_signatures_is_found_by_what_was_kept_outside()
    {
        await ActAsync();
        await ActAsync("2027-01-11 10:05");
        await ActAsync("2027-01-11 11:10");
        var kept = await db.CheckpointAsync(always: true);
        Assert.True((await new VerifyAudit(db).RunAsync(kept)).Intact);
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                """
                delete from AuditEntry where Sequence > 2;
                delete from AuditCheckpoint where Sequence > 2;
                update AuditHead set Sequence = 2, Hash = (select e.Hash from AuditEntry e where e.Sequence = 2) where Id = 1
                """
            )
        );
        Assert.True((await new VerifyAudit(db).RunAsync()).Intact);
        Assert.Equal(
            "The audit trail ends at entry 2, but you kept the hash of entry 3: its end was deleted",
            (await new VerifyAudit(db).RunAsync(kept)).Sentence
        );
    }

    [Fact]
    public async Task Signatures_of_an_earlier_certificate_hold_while_the_portal_has_it()
    {
        var before = Portal(new(() => Old));
        await ActAsync(on: before);
        await ActAsync("2027-01-11 10:05");
        Assert.StartsWith("Entry 1 is signed with the key", (await new VerifyAudit(db).RunAsync()).Sentence, StringComparison.Ordinal);
        Assert.True((await new VerifyAudit(Portal(new(() => Certificate, Old))).RunAsync()).Intact);
    }

    [Theory]
    [InlineData("3877:ACF4E77DACF4E77DACF4E77DACF4E77DACF4E77DACF4E77DACF4E77DACF4E77D", true)]
    [InlineData(" 3877 : acf4e77dacf4e77dacf4e77dacf4e77d acf4e77dacf4e77dacf4e77dacf4e77d\n", true)]
    [InlineData("acf4e77d", false)]
    [InlineData("3877:acf4", false)]
    [InlineData("-1:acf4e77dacf4e77dacf4e77dacf4e77dacf4e77dacf4e77dacf4e77dacf4e77d", false)]
    public void A_kept_end_is_read_as_it_was_printed(string typed, bool isRead) => Assert.Equal(isRead, AuditHead.Of(typed).IsDone);

    private Db Portal(CheckpointKey key)
    {
        var portal = new Db(database.Dialect, database.Clock) { CheckpointKey = key };
        database.Watch(portal);
        return portal;
    }

    private async Task ActAsync(string? at = null, AuditAction action = AuditAction.FundCreated, Db? on = null)
    {
        if (at is not null)
            database.Clock.MoveTo(at);
        await (on ?? db).RecordAsync(Actor.Portal, action, Guid.CreateVersion7(), "a");
    }

    private Task<IReadOnlyList<long>> SignedAsync() => db.QueryAsync<long>("select Sequence from AuditCheckpoint order by Sequence");

    /// <summary>Changes the second entry and computes every hash anew, as whoever can write the database can.</summary>
    private async Task RewriteAsync(string? then = null, CheckpointKey? theirs = null)
    {
        var entries = await db.QueryAsync<AuditEntry>(
            "select Sequence, At, ActorId, ActorName, Action, SubjectId, Detail, PreviousHash, Hash from AuditEntry order by Sequence"
        );
        var previous = AuditEntry.Origin;
        await db.HousekeepAsync(async work =>
        {
            foreach (var entry in entries)
            {
                var forged = entry with { Detail = entry.Sequence == 2 ? "forged" : entry.Detail, PreviousHash = previous };
                previous = forged.ComputeHash();
                await work.ExecuteAsync(
                    "update AuditEntry set Detail = @Detail, PreviousHash = @PreviousHash, Hash = @Hash where Sequence = @Sequence",
                    forged with
                    {
                        Hash = previous,
                    }
                );
                if (theirs?.Sign(new(entry.Sequence, previous), entry.At) is { } signed)
                    await work.ExecuteAsync(
                        "update AuditCheckpoint set Hash = @Hash, KeyName = @KeyName, Signature = @Signature where Sequence = @Sequence and Sequence > 1",
                        signed
                    );
            }
            await work.ExecuteAsync("update AuditHead set Hash = @previous", new { previous });
            return then is null ? 0 : await work.ExecuteAsync(then);
        });
    }

    public void Dispose() => database.Dispose();
}
