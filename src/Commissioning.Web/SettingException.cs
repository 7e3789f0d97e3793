using System.Net.Sockets;
using System.Text.RegularExpressions;
using Azure.Identity;
using Azure.Storage.Blobs;
using Commissioning.Domain;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Platform.Files;
using Commissioning.Platform.Letters;
using Microsoft.AspNetCore.Connections;

namespace Commissioning.Web;

/// <summary>A setting is missing or wrong; the message says what to set.</summary>
public sealed class SettingException(string message) : Exception(message);
