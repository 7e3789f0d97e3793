using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Accounts;

/// <summary>Records failed sign-ins. An unknown address is stored as a hash keyed with a secret of the portal and the day: repeated tries
/// of one address are visible, but the addresses cannot be recovered.</summary>
public sealed class RecordSignIn(Db db, SourceHash hashes)
{
    public Task FailedAsync(Guid person, SignInKind kind, string device, string? detail = null) =>
        AddAsync(person, null, kind, device, detail);

    /// <summary>Records a wrong password or code, and audits it, for an address that belongs to no one by the same statements. The attempt
    /// that reaches the limit locks its source.</summary>
    public async Task WrongAsync(Person? person, string address, SignInKind kind, int attempt, string device)
    {
        var last = attempt >= SessionRules.MostTries;
        var hash = await hashes.OfAddressTodayAsync(address);
        await db.RecordAsync(
            person?.Actor ?? Actor.Portal,
            last ? AuditAction.LockedOut : AuditAction.SignInFailed,
            person?.Id ?? Guid.Empty,
            work =>
                work.ExecuteAsync(
                    SessionSql.InsertEvent,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        work.Now,
                        Person = person?.Id,
                        AddressHash = person is null ? hash : null,
                        Kind = person is null ? SignInKind.UnknownAddress
                        : last ? SignInKind.LockedOut
                        : kind,
                        Detail = (string?)null,
                        Device = device,
                    }
                )
        );
    }

    /// <summary>Records a person whom the directory knows but the portal refuses; the sentence says why.</summary>
    public async Task DirectoryRefusedAsync(string who, string device, string sentence) =>
        await AddAsync(null, who, SignInKind.DirectoryRefused, device, sentence.Length > 200 ? sentence[..200] : sentence);

    private async Task AddAsync(Guid? person, string? address, SignInKind kind, string device, string? detail)
    {
        var hash = address is null ? null : await hashes.OfAddressTodayAsync(address);
        await db.HousekeepAsync(work =>
            work.ExecuteAsync(
                SessionSql.InsertEvent,
                new
                {
                    Id = Guid.CreateVersion7(),
                    work.Now,
                    Person = person,
                    AddressHash = hash,
                    Kind = kind,
                    Detail = detail,
                    Device = device,
                }
            )
        );
    }
}
