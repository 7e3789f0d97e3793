using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain.Accounts;

namespace Commissioning.Features.Accounts;

/// <summary>The browser that somebody sits at: its words, and the hash of a number that it keeps in a cookie so that it is known again.</summary>
public sealed record Device(string Words, string Hash)
{
    public static Device Of(string? userAgent, string token) =>
        new(DeviceDescription.Of(userAgent), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
}
