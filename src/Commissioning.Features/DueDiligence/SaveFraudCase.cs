using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.DueDiligence;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.DueDiligence;

/// <summary>A lead for concerns keeps a case of the fraud log up to date and closes it. The trail says which case and which sums changed,
/// never who or what.</summary>
public sealed class SaveFraudCase(Db db, FieldEncryption encryption)
{
    /// <param name="Reference">Of the application or award that it is about. Blank: none of one.</param>
    /// <param name="FromCloseOut">What came back is what the award's close-out received.</param>
    public sealed record Form(
        Guid? Fund,
        string? Reference,
        FraudState? State,
        string? What,
        string? How,
        string? Referrals,
        string? Steps,
        DateOnly? FoundOn,
        Money? Loss,
        Money? Prevented,
        Money? Recovered,
        bool FromCloseOut
    );

    /// <param name="version">Of the case when its page was opened.</param>
    public Task<Result> RunAsync(Actor actor, Guid id, int version, Form form, bool close, string? closing) =>
        db.ChangeAsync(
            actor,
            close ? AuditAction.FraudCaseClosed : AuditAction.FraudCaseChanged,
            id,
            async work =>
            {
                var row = await FraudCases.RowAsync(work, id);
                if (row.ClosedAt is not null)
                    return new Refusal("This case is closed");
                if (row.Version != version)
                    return new Refusal("Somebody changed this case while you had it open. Read it again.");
                var (application, wrong) = await ApplicationAsync(work, row.FundId, form);
                if ((wrong ?? WhyCannotSave(work, form)) is { } refusal)
                    return refusal;
                if (close && FraudCaseRules.WhyCannotClose(form.State!.Value, closing) is { } open)
                    return open;
                await work.ExecuteOneAsync(
                    """
                    update FraudCase
                    set    ApplicationId = @application, State = @State, EncryptedText = @Encrypted, FoundOn = @FoundOn, Loss = @Loss, Prevented = @Prevented, FromCloseOut = @FromCloseOut,
                           Recovered = @Recovered, ClosedBy = @ClosedBy, ClosedAt = @ClosedAt, Version = Version + 1
                    where  Id = @id and Version = @version
                    """,
                    new
                    {
                        id,
                        version,
                        application,
                        form.State,
                        Encrypted = Encrypt(encryption, form, close ? closing!.Trim() : null),
                        form.FoundOn,
                        form.Loss,
                        form.Prevented,
                        form.FromCloseOut,
                        Recovered = form.FromCloseOut ? Money.Zero : form.Recovered,
                        ClosedBy = close ? actor.Id : (Guid?)null,
                        ClosedAt = close ? work.Now : (DateTime?)null,
                    }
                );
                work.Note(
                    $"Case {row.Number}: {FraudCaseRules.Name(row.State)}, loss {row.Loss}, prevented {row.Prevented}; now {FraudCaseRules.Name(form.State!.Value)}, loss {form.Loss}, prevented {form.Prevented}"
                );
                return Result.Done;
            }
        );

    internal static Refusal? WhyCannotSave(Work work, Form form) =>
        FraudCaseRules.WhyCannotSave(
            form.State,
            form.What,
            form.How,
            form.Referrals,
            form.Steps,
            form.FoundOn,
            form.Loss,
            form.Prevented,
            form.FromCloseOut ? Money.Zero : form.Recovered,
            ApplicationChecks.Today(work)
        );

    internal static async Task<(Guid? Application, Refusal? Wrong)> ApplicationAsync(Work work, Guid fund, Form form)
    {
        if (form.Reference?.Trim() is not { Length: > 0 } reference)
            return form.FromCloseOut
                ? (null, new("Enter the reference of the award whose money came back", nameof(Form.Reference)))
                : (null, null);
        var application = await work.FirstOrDefaultAsync<Guid?>(
            "select a.Id from Application a join Round r on r.Id = a.RoundId where r.FundId = @fund and lower(a.Reference) = @Reference order by a.SubmittedAt, a.Id",
            new { fund, Reference = reference.ToLowerInvariant() }
        );
        return application is null
            ? (null, new("No application of this fund has that reference", nameof(Form.Reference)))
            : (application, null);
    }

    internal static string Encrypt(FieldEncryption encryption, Form form, string? closing) =>
        encryption.Encrypt(
            FraudCases.Purpose,
            new FraudCases.FraudText(form.What!.Trim(), form.How!.Trim(), form.Referrals?.Trim(), form.Steps?.Trim(), closing)
        );
}
