using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Features.Audit;
using Commissioning.Testing;

namespace Commissioning.Features.Tests.Audit;

public sealed class VerifyAuditTests : IDisposable
{
    private readonly TestDatabase database = new();

    [Theory]
    [InlineData("update AuditEntry set Detail = 'other' where Sequence = 2", "Entry 2 of")]
    [InlineData("update AuditEntry set ActorName = 'Someone else' where Sequence = 3", "Entry 3 of")]
    [InlineData("delete from AuditEntry where Sequence = 2", "Entry 2 is missing")]
    [InlineData("delete from AuditEntry where Sequence = 4", "The audit trail ends at entry 3 but 4 were written")]
    public async Task Audit_verification_reports_the_entry_that_was_tampered_with(string tampering, string sentence)
    {
        for (var i = 0; i < 4; i++)
            await database.Db.ChangeAsync(
                Actor.Portal,
                AuditAction.FundCreated,
                Guid.CreateVersion7(),
                work =>
                {
                    work.Note("a");
                    return Task.FromResult(Result.Done);
                }
            );
        Assert.True((await new VerifyAudit(database.Db).RunAsync()).Intact);
        await database.Db.HousekeepAsync(work => work.ExecuteAsync(tampering));
        var result = await new VerifyAudit(database.Db).RunAsync();
        Assert.False(result.Intact);
        Assert.StartsWith(sentence, result.Sentence, StringComparison.Ordinal);
    }

    public void Dispose() => database.Dispose();
}
