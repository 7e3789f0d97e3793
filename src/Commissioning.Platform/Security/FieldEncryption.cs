using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Commissioning.Platform.Security;

/// <summary>Encrypts sensitive fields at rest with the portal's own keys, separately for each purpose.</summary>
public sealed class FieldEncryption(IDataProtectionProvider protection)
{
    public string Encrypt<T>(string purpose, T value) =>
        protection.CreateProtector("commissioning", purpose).Protect(JsonSerializer.Serialize(value));

    public T Decrypt<T>(string purpose, string sealedText) =>
        JsonSerializer.Deserialize<T>(protection.CreateProtector("commissioning", purpose).Unprotect(sealedText))!;
}
