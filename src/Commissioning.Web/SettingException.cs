namespace Commissioning.Web;

/// <summary>A setting is missing or wrong; the message says what to set.</summary>
public sealed class SettingException(string message) : Exception(message);
