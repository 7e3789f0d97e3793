using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Documents;
using Commissioning.Domain.Organisations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Files;

namespace Commissioning.Features.Organisations;

/// <summary>Finance adds a bank statement or letter that came by post or e-mail, where the organisation sent none.</summary>
public sealed class AddBankProof(Db db, FileStore files)
{
    public async Task<Result> RunAsync(Actor actor, Guid id, Upload? proof)
    {
        if (proof is null)
            return new Refusal("Choose the bank statement or letter", nameof(proof));
        var now = await db.ReadAsync(work => Task.FromResult(work.Now));
        var file = await files.WriteAsync(actor, proof, now);
        return await BankDetailsChange.RunAsync(
            db,
            actor,
            AuditAction.BankProofAdded,
            id,
            async (work, view) =>
            {
                if (view.Details.State != BankState.Given)
                    return new Refusal("These bank details have already been dealt with");
                if (view.Details.ProofFileId is not null)
                    return new Refusal("There is a document already. Open it from this page.");
                await work.ExecuteAsync(FileStore.InsertSql, file);
                await work.ExecuteOneAsync(
                    "update BankDetails set ProofFileId = @File, Version = Version + 1 where Id = @id and Version = @Version",
                    new
                    {
                        id,
                        view.Details.Version,
                        File = file.Id,
                    }
                );
                work.Note($"Account ending {view.Details.LastFour}: {file.Name}");
                return Result.Done;
            }
        );
    }
}
