using Commissioning.Domain.Organisations;
using Commissioning.Platform.Security;

namespace Commissioning.Features.Organisations;

/// <summary>A whole account, encrypted under a purpose of its own, so that no other encrypted value can be read as one.</summary>
internal static class BankAccountEncryption
{
    private const string Purpose = "bank-details";

    public static string EncryptAccount(this FieldEncryption encryption, BankAccount account) => encryption.Encrypt(Purpose, account);

    public static BankAccount DecryptAccount(this FieldEncryption encryption, string encryptedAccount) =>
        encryption.Decrypt<BankAccount>(Purpose, encryptedAccount);
}
