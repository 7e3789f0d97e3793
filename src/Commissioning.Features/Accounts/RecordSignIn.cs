using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Audit;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Accounts;

/// <summary>Records failed sign-ins. An unknown address is stored as a hash keyed with a secret of the portal and the day: repeated tries
/// of one address are visible, but the addresses cannot be recovered.</summary>
public sealed class RecordSignIn(Db db, FieldEncryption encryption)
{
    private const string KeyName = "sign-in-address-key";

    public Task FailedAsync(Guid person, SignInKind kind, string device, string? detail = null) =>
        AddAsync(person, null, kind, device, detail);

    /// <summary>Records a wrong password or code, and audits it. The attempt that reaches the limit locks the account.</summary>
    public Task WrongAsync(Person person, SignInKind kind, int attempt, string device)
    {
        var last = attempt >= SessionRules.MostTries;
        return db.ChangeAsync(
            person.Actor,
            last ? AuditAction.LockedOut : AuditAction.SignInFailed,
            person.Id,
            async work =>
            {
                await work.ExecuteAsync(
                    SessionSql.InsertEvent,
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        work.Now,
                        Person = person.Id,
                        AddressHash = (string?)null,
                        Kind = last ? SignInKind.LockedOut : kind,
                        Detail = (string?)null,
                        Device = device,
                    }
                );
                return Result.Done;
            }
        );
    }

    public async Task UnknownAsync(string address, string device) => await AddAsync(null, address, SignInKind.UnknownAddress, device, null);

    /// <summary>Records a person whom the directory knows but the portal refuses; the sentence says why.</summary>
    public async Task DirectoryRefusedAsync(string who, string device, string sentence) =>
        await AddAsync(null, who, SignInKind.DirectoryRefused, device, sentence.Length > 200 ? sentence[..200] : sentence);

    private Task<int> AddAsync(Guid? person, string? address, SignInKind kind, string device, string? detail) =>
        db.HousekeepAsync(async work =>
            await work.ExecuteAsync(
                SessionSql.InsertEvent,
                new
                {
                    Id = Guid.CreateVersion7(),
                    work.Now,
                    Person = person,
                    AddressHash = address is null ? null : await HashAsync(work, address),
                    Kind = kind,
                    Detail = detail,
                    Device = device,
                }
            )
        );

    private async Task<string> HashAsync(Work work, string address)
    {
        var stored = await work.ScalarAsync<string>("select SetValue from Setting where Name = @KeyName", new { KeyName });
        if (stored is null)
        {
            stored = encryption.Encrypt(KeyName, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            try
            {
                await work.ExecuteAsync(
                    "insert into Setting (Name, SetValue, ChangedAt) values (@KeyName, @stored, @Now)",
                    new
                    {
                        KeyName,
                        stored,
                        work.Now,
                    }
                );
            }
            catch (DuplicateException)
            {
                stored = (await work.ScalarAsync<string>("select SetValue from Setting where Name = @KeyName", new { KeyName }))!;
            } // Another node was first.
        }
        return Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Convert.FromBase64String(encryption.Decrypt<string>(KeyName, stored)),
                Encoding.UTF8.GetBytes($"{work.Now:yyyy-MM-dd} {address.Trim().ToLowerInvariant()}")
            )
        );
    }
}
