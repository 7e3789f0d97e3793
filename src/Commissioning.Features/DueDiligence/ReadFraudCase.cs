using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>A lead for concerns reads a case. Each reading is audited.</summary>
public sealed class ReadFraudCase(Db db, FieldEncryption encryption)
{
    public sealed record FraudCasePage(FraudCases.FraudCaseRow Row, FraudCases.FraudText Text);

    public async Task<FraudCasePage> RunAsync(Actor actor, Guid id)
    {
        var row = await db.ReadAsync(work => FraudCases.RowAsync(work, id));
        var text = await db.ScalarAsync<string>("select EncryptedText from FraudCase where Id = @id", new { id });
        await db.RecordAsync(actor, AuditAction.FraudCaseRead, id, $"Case {row.Number}");
        return new(row, encryption.Decrypt<FraudCases.FraudText>(FraudCases.Purpose, text!));
    }
}
