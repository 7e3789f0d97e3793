using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Accounts;

namespace Commissioning.Features.Accounts;

/// <summary>A browser: its description, and the hash of a random number in its cookie, by which it is recognised.</summary>
public sealed record Device(string Words, string Hash)
{
    public static Device Of(string? userAgent, string token) =>
        new(DeviceDescription.Of(userAgent), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
}
