using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>A lead for concerns opens a case of the fraud log. The trail says which case and which sums, never who or what.</summary>
public sealed class OpenFraudCase(Db db, FieldEncryption encryption)
{
    public async Task<Result<Guid>> RunAsync(Actor actor, SaveFraudCase.Form form)
    {
        // Two leads at once may get the same number.
        for (var tries = 0; ; tries++)
            try
            {
                return await OpenOnceAsync(actor, form);
            }
            catch (DuplicateException) when (tries < 5) { }
    }

    private async Task<Result<Guid>> OpenOnceAsync(Actor actor, SaveFraudCase.Form form)
    {
        var id = Guid.CreateVersion7();
        return await db.ChangeAsync<Guid>(
            actor,
            AuditAction.FraudCaseOpened,
            id,
            async work =>
            {
                if (form.Fund is not { } fund)
                    return new Refusal("Choose the fund", nameof(SaveFraudCase.Form.Fund));
                await FraudAssessments.FundAsync(work, fund);
                var (application, wrong) = await SaveFraudCase.ApplicationAsync(work, fund, form);
                if ((wrong ?? SaveFraudCase.WhyCannotSave(work, form)) is { } refusal)
                    return refusal;
                var number = await work.ScalarAsync<int>("select coalesce(max(Number), 0) + 1 from FraudCase");
                await work.ExecuteAsync(
                    """
                    insert into FraudCase (Id, Number, FundId, ApplicationId, State, EncryptedText, FoundOn, Loss, Prevented, FromCloseOut, Recovered, OpenedBy, OpenedAt, Version)
                    values (@id, @number, @fund, @application, @State, @Encrypted, @FoundOn, @Loss, @Prevented, @FromCloseOut, @Recovered, @By, @Now, 1)
                    """,
                    new
                    {
                        id,
                        number,
                        fund,
                        application,
                        form.State,
                        Encrypted = SaveFraudCase.Encrypt(encryption, form, null),
                        form.FoundOn,
                        form.Loss,
                        form.Prevented,
                        form.FromCloseOut,
                        Recovered = form.FromCloseOut ? Money.Zero : form.Recovered,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"Case {number}: loss {form.Loss}, prevented {form.Prevented}");
                return Result.Made(id);
            }
        );
    }
}
