using Commissioning.Domain;
using Commissioning.Domain.Audit;

namespace Commissioning.Features.Accounts;

/// <summary>A person with an account. Settable because ASP.NET Core Identity changes it in memory before saving it.</summary>
public sealed class Person
{
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public string Email { get; set; } = "";
    public string DisplayName { get; set; } = "";
    public string? PasswordHash { get; set; }
    public string SecurityStamp { get; set; } = "";

    public bool TwoFactorEnabled { get; set; }
    public string? AuthenticatorKey { get; set; }

    /// <summary>The key of a phone being set up. The current key stays valid until the first code of this one.</summary>
    public string? PendingKey { get; set; }

    /// <summary>The 30-second step of the last authenticator code accepted.</summary>
    public long? LastCodeStep { get; set; }

    /// <summary>Hash and end of the code that an administrator hands over for the first app.</summary>
    public string? SetUpCodeHash { get; set; }
    public DateTime? SetUpCodeEndsAt { get; set; }
    public string? DirectorySubject { get; set; }

    /// <summary>May sign in with a password even if staff must use the directory.</summary>
    public bool BreakGlass { get; set; }
    public DateTime CreatedAt { get; set; }
    public int Version { get; set; } = 1;

    public Actor Actor => new(Id, DisplayName);
}
