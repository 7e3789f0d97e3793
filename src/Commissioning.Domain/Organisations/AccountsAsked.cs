namespace Commissioning.Domain.Organisations;

/// <summary>Whether a kind of organisation sends the documents of a form whose name says "accounts".</summary>
public enum AccountsAsked
{
    AsTheFormSays,
    Always,
    Never,
}
