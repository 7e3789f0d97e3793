using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Accounts;

/// <summary>Hashes of addresses of people and networks, keyed with a secret of the portal: what comes from one place can be counted, but
/// where it came from cannot be read.</summary>
public sealed class SourceHash(Db db, FieldEncryption encryption, TimeProvider clock)
{
    private const string KeyName = "sign-in-address-key";

    /// <summary>The hash of the caller's network: the first 24 bits of an IPv4 address, the first 48 of IPv6.</summary>
    public Task<string> OfNetworkAsync(IPAddress? address) => OfAsync("network " + Network(address));

    /// <summary>The hash of an address and the day, so that an address cannot be followed from day to day.</summary>
    public Task<string> OfAddressTodayAsync(string address) => OfAsync($"{clock.UtcNow():yyyy-MM-dd} {address.Trim().ToLowerInvariant()}");

    internal static string Network(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Convert.ToHexStringLower(plain.GetAddressBytes().AsSpan(0, plain.AddressFamily == AddressFamily.InterNetwork ? 3 : 6));
    }

    private async Task<string> OfAsync(string text)
    {
        var stored = await StoredKeyAsync();
        if (stored is null)
        {
            var made = encryption.Encrypt(KeyName, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            try
            {
                await db.HousekeepAsync(work =>
                    work.ExecuteAsync(
                        "insert into Setting (Name, SetValue, ChangedAt) values (@KeyName, @made, @Now)",
                        new
                        {
                            KeyName,
                            made,
                            work.Now,
                        }
                    )
                );
            }
            catch (DuplicateException) { } // Another node was first.
            stored = await StoredKeyAsync();
        }
        return Convert.ToHexStringLower(
            HMACSHA256.HashData(Convert.FromBase64String(encryption.Decrypt<string>(KeyName, stored!)), Encoding.UTF8.GetBytes(text))
        );
    }

    private Task<string?> StoredKeyAsync() =>
        db.ReadAsync(work => work.FirstOrDefaultAsync<string>("select SetValue from Setting where Name = @KeyName", new { KeyName }));
}
